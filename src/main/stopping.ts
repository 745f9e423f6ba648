/** How long readiness fails before connections are refused: load balancers look every second or so. */
export const drainMs = 1000

/** How long a server may take to stop, requests in flight and all. */
export const graceMs = 25_000

/** After this a worker that has not stopped by itself is killed: still under the 30 s after which Kubernetes kills us all. */
export const killAfterMs = graceMs + 2000

/** What asks a supervisor to stop: the signals on which a single process drains, too. SIGHUP asks for a reload. */
export const stopSignals = ['SIGINT', 'SIGQUIT', 'SIGUSR2', 'SIGTERM'] as const
