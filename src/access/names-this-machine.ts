import { isLoopback } from './door-policy.ts'

/**
 * Whether a Host header names this machine itself. A page of the open web can have its own name resolved to 127.0.0.1 (DNS
 * rebinding); its requests then reach a server that only this machine may ask, but they name the page's host.
 */
export function namesThisMachine(hostHeader: string): boolean {
  const host = hostHeader
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
  return isLoopback(host) || host.endsWith('.localhost')
}
