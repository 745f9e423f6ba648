import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { direct } from '../contenders/direct.ts'
import { findProgram } from './find-program.ts'
import type { Peer } from './peer.ts'

/** https://docs.haproxy.org */
export const haproxy: Peer = {
  name: 'haproxy',
  does: 'HAProxy, one thread: not a gateway for models; it passes the bytes of a ranking call on',
  prepare: async () => {
    findProgram('haproxy')
  },
  contender: ({ upstreamPort, folder }, port) => {
    const file = join(folder, 'haproxy.cfg')
    writeFileSync(file, configuration(upstreamPort, port))
    return { ...direct, name: 'haproxy', command: [findProgram('haproxy'), '-db', '-f', file], port }
  }
}

function configuration(upstreamPort: number, port: number): string {
  return `
global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 1h
  timeout server 1h
  http-reuse always
frontend load
  bind 127.0.0.1:${port}
  default_backend model
backend model
  server model 127.0.0.1:${upstreamPort}
`
}
