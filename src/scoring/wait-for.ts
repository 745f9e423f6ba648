import { GatewayError } from '../errors/gateway-error.ts'
import type { ScoreBounds } from './called.ts'

/** Longest timer of Node.js. */
const maxTimerMs = 2 ** 31 - 1

/** Waits for somebody else's work, within one's own bounds. @throws GatewayError `client_closed`, `timeout` */
export async function waitFor<Value>(work: Promise<Value>, { deadline, signal }: ScoreBounds): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const cancelled = () => reject(new GatewayError('client_closed', 'the client has gone'))
  const late = () => reject(new GatewayError('timeout', `there were no scores within ${deadline.budgetMs} ms`))
  const timer = setTimeout(late, Math.min(maxTimerMs, Math.ceil(deadline.remainingMs())))
  signal.addEventListener('abort', cancelled, { once: true })
  try {
    if (signal.aborted) cancelled()
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancelled)
  }
}
