import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { direct } from '../contenders/direct.ts'
import { findProgram } from './find-program.ts'
import type { Peer } from './peer.ts'

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html */
export const nginx: Peer = {
  name: 'nginx',
  does: 'nginx, one worker: not a gateway for models; it passes the bytes of a ranking call on',
  prepare: async () => {
    findProgram('nginx')
  },
  contender: ({ upstreamPort, folder }, port) => {
    const file = join(folder, 'nginx.conf')
    writeFileSync(file, configuration(upstreamPort, port, folder))
    return { ...direct, name: 'nginx', command: [findProgram('nginx'), '-p', folder, '-c', file], port }
  }
}

function configuration(upstreamPort: number, port: number, folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`)
  return `
daemon off;
master_process off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr;
events { worker_connections 4096; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  client_max_body_size 64m;
  client_body_buffer_size 16m;
  keepalive_requests 100000000;
  keepalive_timeout 3600;
  upstream model {
    server 127.0.0.1:${upstreamPort};
    keepalive 128;
    keepalive_requests 100000000;
    keepalive_timeout 3600;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://model;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffers 16 64k;
      proxy_buffer_size 64k;
    }
  }
}
`
}
