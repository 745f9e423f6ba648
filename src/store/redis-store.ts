import type { RedisLink } from './redis-link.ts'
import type { Operation, Outcome, Store } from './store.ts'
import { StoreError } from './store-error.ts'

/** What Redis will not do for a key, most often because somebody else keeps something in it. */
export interface RefusedKey {
  readonly key: string
  readonly reason: string
}

/** So many keys are told of: whoever fills Redis with others' keys must not fill the log. */
const mostTold = 100

/**
 * A store in a Redis.
 * @param prefix begins every key, so that what else is in that Redis stays untouched
 * @param refused is told once of a key
 */
export function redisStore(
  link: Pick<RedisLink, 'isUsable' | 'transact'>,
  prefix: string,
  refused: (refusal: RefusedKey) => void
): Store {
  const told = new Set<string>()

  function tellOnce(key: string, reason: string): void {
    if (told.has(key) || told.size >= mostTold) return
    told.add(key)
    refused({ key, reason })
  }

  return {
    isUsable: () => link.isUsable(),
    async exchange(operations) {
      if (operations.length === 0) return []
      const commands = operations.map((operation) => commandsFor(operation, prefix + operation.key))
      const replies = await link.transact(commands.flat())
      let at = 0
      return operations.map(({ kind, key }, index): Outcome => {
        const own = replies.slice(at, at + (commands[index]?.length ?? 0))
        at += own.length
        const failure = own.find((reply) => reply instanceof StoreError)
        if (failure !== undefined) {
          tellOnce(prefix + key, failure.message)
          return failure
        }
        const [reply] = own
        return kind === 'flag' || reply === null || reply === undefined ? undefined : String(reply)
      })
    }
  }
}

function commandsFor(operation: Operation, key: string): readonly (readonly string[])[] {
  switch (operation.kind) {
    case 'add': {
      const { amount, ttlMs } = operation
      return [
        ['INCRBY', key, String(amount)],
        ['PEXPIRE', key, String(ttlMs)]
      ]
    }
    case 'flag':
      return [['SET', key, operation.text, 'PX', String(operation.ttlMs)]]
    case 'read':
      return [['GET', key]]
  }
}
