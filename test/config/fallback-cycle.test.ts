import t from 'tap'
import { fallbackCycle } from '../../src/config/fallback-cycle.ts'

const cycle = (fallbacks: Readonly<Record<string, readonly string[]>>) =>
  fallbackCycle(new Map(Object.entries(fallbacks)))

t.test('fallbacks that end somewhere have no cycle, however often they meet', async (t) => {
  t.equal(cycle({}), undefined)
  t.equal(cycle({ a: ['b', 'c', 'd'], b: ['c'], c: ['d', 'e'] }), undefined)
})

t.test('a way back is told of from its first group on', async (t) => {
  t.strictSame(cycle({ a: ['a'] }), ['a', 'a'])
  t.strictSame(cycle({ a: ['b'], b: ['a'] }), ['a', 'b', 'a'])
  t.strictSame(cycle({ start: ['b'], a: ['x', 'c'], b: ['a'], c: ['b'] }), ['b', 'a', 'c', 'b'])
})
