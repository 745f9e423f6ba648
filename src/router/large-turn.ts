import { isLongStep, turnForLongStep } from '../clock/long-step.ts'
import type { WaitBounds } from '../clock/watch-bounds.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'

/** Whether passing over a request is a long step. */
export function isLarge({ documents, query }: RerankRequest): boolean {
  return isLongStep(documents.totalBytes() + query.length)
}

/**
 * Waits for the turn of a large request.
 * @throws GatewayError `client_closed` or `timeout` when nobody waits for its answer any more
 */
export async function largeTurn({ deadline, signal }: WaitBounds): Promise<void> {
  await turnForLongStep('continue', { deadline, signal })
  if (signal.aborted) throw new GatewayError('client_closed', 'was cancelled while it waited for its turn')
  if (deadline.remainingMs() <= 0) throw new GatewayError('timeout', `no turn came within ${deadline.budgetMs} ms`)
}
