import { BlockList, isIP } from 'node:net'
import type { Secret } from '../secret/secret.ts'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Keys out of tutorials and sample files. Whoever scans the internet tries these first. */
const placeholders: ReadonlySet<string> = new Set([
  'sk-1234',
  'sk-12345',
  'sk-123456',
  'sk-1234567890',
  'sk-master',
  'sk-master-key',
  'sk-litellm',
  'sk-litellm-master-key',
  'sk-rankgate',
  'sk-test',
  'sk-key',
  'sk-xxx',
  'sk-xxxx',
  'sk-your-key',
  'sk-your-master-key',
  'secret-api-key',
  'changeme',
  'change-me',
  'your-master-key',
  'master-key',
  'password',
  'secret',
  'test'
])

/** Whether only this machine can reach a server that listens there. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  const family = isIP(host)
  return family !== 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4')
}

/** Why a server must not listen on `host` with that key; undefined when it may. */
export function doorFault(host: string, masterKey: Secret | undefined): string | undefined {
  if (isLoopback(host)) return undefined
  if (masterKey === undefined) {
    return (
      `refusing to listen on ${host} without a master key: anybody who reaches it could spend your provider keys. ` +
      'Set general_settings.master_key or the environment variable RANKGATE_MASTER_KEY, or listen on 127.0.0.1'
    )
  }
  if (placeholders.has(masterKey.reveal().toLowerCase())) {
    return (
      `refusing to listen on ${host} with a master key out of a tutorial. ` +
      "Make one of your own: node -p \"'sk-' + crypto.randomBytes(24).toString('hex')\""
    )
  }
  return undefined
}
