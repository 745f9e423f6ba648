import type { Fault } from '../simulator/fault.ts'
import type { Simulator } from '../simulator/start-simulator.ts'

/** What is wrong with a deployment for a while; undefined: nothing. */
export const faults: readonly (Fault | undefined)[] = [
  undefined,
  { name: 'status', status: 500 },
  { name: 'status', status: 503, headers: { 'retry-after': '1' } },
  { name: 'status', status: 429, headers: { 'retry-after': '1' } },
  { name: 'status', status: 429 },
  { name: 'status', status: 401, body: { detail: 'no' } },
  { name: 'html' },
  { name: 'redirect', location: 'http://127.0.0.1:1/' },
  { name: 'reset-before-body' },
  { name: 'reset-before-headers' },
  { name: 'reset-mid-body' },
  { name: 'truncated', framing: 'chunked' },
  { name: 'stall-before-headers' },
  { name: 'stall-mid-body' },
  { name: 'slow-drip', everyMs: 50 },
  { name: 'latency', ms: 100 },
  { name: 'latency', ms: 600 },
  { name: 'garbage' },
  { name: 'nan-score' },
  { name: 'short-list' },
  { name: 'duplicate-index' },
  { name: 'index-out-of-range' },
  { name: 'unsorted-rows' }
]

/** Strikes all simulators but one at random. @returns the one that is well */
export function strike(simulators: readonly Simulator[], random: () => number): number {
  const well = Math.floor(random() * simulators.length)
  for (const [at, simulator] of simulators.entries()) {
    simulator.clear()
    const fault = faults[Math.floor(random() * faults.length)]
    if (at !== well && fault !== undefined) simulator.inject(fault)
  }
  return well
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
