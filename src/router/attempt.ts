import { setTimeout as pause } from 'node:timers/promises'
import type { BufferPool } from '../buffers/buffer-pool.ts'
import type { Lease } from '../buffers/lease.ts'
import { abortSignalOf, type CancelSignal } from '../clock/cancel-signal.ts'
import type { Deadline } from '../clock/deadline.ts'
import type { Deployment } from '../config/deployment.ts'
import { compressionFault } from '../providers/compression-fault.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { Scores } from '../rerank/scores.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { UpstreamAnswer } from '../upstream/upstream-call.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import { asAttemptError, attemptError } from './attempt-error.ts'
import { checkBytes } from './check-bytes.ts'
import { redactReason } from './redaction/redact-reason.ts'
import { retryAfterSeconds } from './retry-after.ts'

export interface AttemptBounds {
  readonly deadline: Deadline
  readonly signal: CancelSignal
}

/** What an attempt works with. */
export interface AttemptMeans {
  readonly upstream: Upstream
  readonly buffers: BufferPool
}

/** Asks one deployment once. @throws GatewayError naming the deployment */
export async function attempt(
  deployment: Deployment,
  request: RerankRequest,
  { upstream, buffers }: AttemptMeans,
  bounds: AttemptBounds
): Promise<Scores> {
  try {
    if (deployment.target === undefined) return await scoreHere(deployment, request, bounds)
    const { provider, target } = deployment
    const { deadline, signal } = bounds
    const leases: Lease[] = []
    let isSent = false
    let answer: UpstreamAnswer
    try {
      const call = provider.encode(target, request, (bytes) => {
        const lease = buffers.lease(bytes)
        leases.push(lease)
        return lease.bytes
      })
      checkBytes(deployment, call.body?.length ?? 0)
      answer = await upstream.send(call, deadline, signal)
      isSent = answer.isCallSent
    } finally {
      // In every other case the buffer may still be on its way.
      for (const lease of leases) {
        if (isSent) lease.release()
        else lease.letGo()
      }
    }
    // Goes on asking while the provider says that it is not done. The deadline bounds the loop.
    for (let polls = 0; ; polls++) {
      const next = provider.followUp?.(target, answer, polls)
      if (next === undefined) break
      await waited(Math.min(next.pauseMs, deadline.remainingMs()), signal)
      answer = await upstream.send(next.call, deadline, signal)
    }
    if (answer.status !== 200) throw refusal(deployment, request, answer)
    return provider.decode(answer, request.documents.count)
  } catch (error) {
    throw asAttemptError(error, deployment)
  }
}

type RemoteDeployment = Exclude<Deployment, { target: undefined }>
type EmbeddedDeployment = Extract<Deployment, { target: undefined }>

async function scoreHere(
  deployment: EmbeddedDeployment,
  request: RerankRequest,
  bounds: AttemptBounds
): Promise<Scores> {
  checkBytes(deployment, request.documents.totalLiteralBytes())
  const late = AbortSignal.timeout(Math.ceil(bounds.deadline.remainingMs()))
  try {
    return await deployment.provider.score(request, AbortSignal.any([abortSignalOf(bounds.signal), late]))
  } catch (error) {
    if (bounds.signal.aborted) throw new UpstreamError('cancelled', 'was cancelled', error)
    if (late.aborted) throw new UpstreamError('timeout', `did not answer within ${bounds.deadline.budgetMs} ms`, error)
    throw error
  }
}

async function waited(ms: number, signal: CancelSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal: abortSignalOf(signal) })
  } catch (error) {
    throw new UpstreamError('cancelled', 'was cancelled', error)
  }
}

function refusal(deployment: RemoteDeployment, request: RerankRequest, answer: UpstreamAnswer): unknown {
  const failure = deployment.provider.failure(answer)
  const reason = compressionFault(answer) ?? redactReason(failure.reason, request, deployment.target)
  const what = `answered ${answer.status}: ${reason}`
  // Only an error may pass for one: a redirect, a 204 or any other answer that is no error is the provider's fault.
  // So is a 407, which speaks to the next hop alone: fetch breaks off where it gets one.
  if (failure.status < 400 || failure.status > 599 || failure.status === 407)
    return attemptError('upstream_invalid_answer', deployment, what)
  const retryAfterS = retryAfterSeconds(answer.headers['retry-after'], Date.now())
  const details = { status: failure.status, ...(retryAfterS === undefined ? {} : { retryAfterS }) }
  return attemptError(failure.status < 500 ? 'upstream_refused' : 'upstream_failed', deployment, what, details)
}
