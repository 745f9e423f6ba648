/** Says why nobody can listen there, and what would be right. */
export function listenFault(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `port ${port} is taken on ${host}: stop what listens there, or choose another with --port`
  if (code === 'EACCES') return `port ${port} may not be used by this user: choose one above 1023 with --port`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `--host ${host}: no address of this machine`
  return `cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`
}
