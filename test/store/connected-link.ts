import { setImmediate as turn } from 'node:timers/promises'
import { systemClock } from '../../src/clock/clock.ts'
import { systemAfter } from '../../src/clock/timers.ts'
import type { RedisSettings } from '../../src/config/redis-settings.ts'
import { openRedisClient } from '../../src/store/redis-client.ts'
import { RedisLink, type RedisLinkParts, type RedisStatus } from '../../src/store/redis-link.ts'

interface Tap {
  teardown(end: () => void): void
}

/** A link to a real Redis as production has it, and what it told. Closed with the test. */
export function linkTo(
  t: Tap,
  settings: RedisSettings,
  parts: Partial<RedisLinkParts> = {}
): { readonly link: RedisLink; readonly told: RedisStatus[] } {
  const told: RedisStatus[] = []
  const link = new RedisLink(settings, {
    open: openRedisClient,
    clock: systemClock,
    after: systemAfter,
    random: Math.random,
    epochNow: Date.now,
    changed: (status) => told.push(status),
    ...parts
  })
  t.teardown(() => link.close())
  return { link, told }
}

/** Goes on asking, and lets everything else run in between. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn()
}
