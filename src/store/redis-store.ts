import type { RedisLink } from './redis-link.ts'
import type { Operation, Store } from './store.ts'

/**
 * A store in a Redis.
 * @param prefix begins every key, so that what else is in that Redis stays untouched
 */
export function redisStore(link: Pick<RedisLink, 'isUsable' | 'transact'>, prefix: string): Store {
  return {
    isUsable: () => link.isUsable(),
    async exchange(operations) {
      if (operations.length === 0) return []
      const commands = operations.map((operation) => commandsFor(operation, prefix + operation.key))
      const replies = await link.transact(commands.flat())
      let at = 0
      return operations.map(({ kind }, index) => {
        const reply = replies[at]
        at += commands[index]?.length ?? 0
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
