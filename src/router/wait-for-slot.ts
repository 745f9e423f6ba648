import { type WaitBounds, watchBounds } from '../clock/watch-bounds.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Waiter } from './slots.ts'
import type { Member } from './space-members.ts'

/** A slot is free again when one call is done: that is soon, and nobody knows better. */
const retryAfterS = 1

export interface SlotBounds extends WaitBounds {
  /** Calls that wait for one deployment at most. */
  readonly maxQueued: number
}

/**
 * Waits until one of these members, all of them full, has a slot, and takes it.
 * @throws GatewayError `overloaded` at once when every queue is full, and at the deadline; `client_closed` when the client leaves
 */
export function waitForSlot(members: readonly Member[], bounds: SlotBounds): Promise<Member> {
  const { maxQueued } = bounds
  const open = members.filter(({ live }) => live.slots.waiting < maxQueued)
  if (open.length === 0) return Promise.reject(full(members, `and ${maxQueued} more wait for each`))
  return new Promise((resolve, reject) => {
    const queued: { readonly member: Member; readonly waiter: Waiter }[] = []
    const leave = (): void => {
      for (const { member, waiter } of queued) member.live.slots.leave(waiter)
    }
    for (const member of open) {
      const granted = (): void => {
        endWatch()
        leave()
        resolve(member)
      }
      const waiter = { atOnce: member.deployment.rates.atOnce ?? Number.POSITIVE_INFINITY, granted }
      queued.push({ member, waiter })
      member.live.slots.join(waiter)
    }
    const endWatch = watchBounds(bounds, (why) => {
      leave()
      reject(
        why === 'late'
          ? full(members, 'and none was done by the deadline')
          : new GatewayError('client_closed', 'the client left while its request waited for a slot')
      )
    })
  })
}

function full(members: readonly Member[], what: string): GatewayError {
  const names = members.map(({ deployment }) => `"${deployment.id}"`).join(', ')
  const alias = members[0]?.deployment.alias
  const message = `model group "${alias}": max_parallel_requests calls are at work (deployment ${names}), ${what}`
  return new GatewayError('overloaded', message, { status: 429, retryAfterS })
}
