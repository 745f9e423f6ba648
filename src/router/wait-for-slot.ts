import type { CancelSignal } from '../clock/cancel-signal.ts'
import type { Deadline } from '../clock/deadline.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Waiter } from './slots.ts'
import type { Member } from './space-members.ts'

/** A slot is free again when one call is done: that is soon, and nobody knows better. */
const retryAfterS = 1

export interface SlotBounds {
  readonly deadline: Deadline
  readonly signal: CancelSignal
  /** Calls that wait for one deployment at most. */
  readonly maxQueued: number
}

/**
 * Waits until one of these members, all of them full, has a slot, and takes it.
 * @throws GatewayError `overloaded` at once when every queue is full, and at the deadline; `client_closed` when the client leaves
 */
export function waitForSlot(members: readonly Member[], bounds: SlotBounds): Promise<Member> {
  const { deadline, signal, maxQueued } = bounds
  const open = members.filter(({ live }) => live.slots.waiting < maxQueued)
  if (open.length === 0) return Promise.reject(full(members, `and ${maxQueued} more wait for each`))
  return new Promise((resolve, reject) => {
    const queued: { readonly member: Member; readonly waiter: Waiter }[] = []
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      for (const { member, waiter } of queued) member.live.slots.leave(waiter)
    }
    const stop = (): void => {
      end()
      reject(new GatewayError('client_closed', 'the client left while its request waited for a slot'))
    }
    const timer = setTimeout(() => {
      end()
      reject(full(members, 'and none was done by the deadline'))
    }, deadline.remainingMs())
    for (const member of open) {
      const granted = (): void => {
        end()
        resolve(member)
      }
      const waiter = { atOnce: member.deployment.rates.atOnce ?? Number.POSITIVE_INFINITY, granted }
      queued.push({ member, waiter })
      member.live.slots.join(waiter)
    }
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
}

function full(members: readonly Member[], what: string): GatewayError {
  const names = members.map(({ deployment }) => `"${deployment.id}"`).join(', ')
  const alias = members[0]?.deployment.alias
  const message = `model group "${alias}": max_parallel_requests calls are at work (deployment ${names}), ${what}`
  return new GatewayError('overloaded', message, { status: 429, retryAfterS })
}
