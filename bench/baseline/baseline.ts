import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ratios } from './ratios.ts'

/** The last ratios that were found good enough. */
export interface Baseline {
  /** Whether they are those of the compiled program: it starts faster. */
  readonly isBuilt: boolean
  readonly ratios: Ratios
}

const baselineFile = join(import.meta.dirname, '..', 'baseline.json')

/** @throws Error when there is none, or none of this kind */
export function readBaseline(isBuilt: boolean, file = baselineFile): Baseline {
  if (!existsSync(file)) throw new Error('--check: there is no bench/baseline.json yet; --accept writes one')
  const baseline = JSON.parse(readFileSync(file, 'utf8')) as Baseline
  if (baseline.isBuilt === isBuilt) return baseline
  throw new Error(`--check: the baseline was taken ${baseline.isBuilt ? 'with' : 'without'} --built; do the same`)
}

export function writeBaseline(baseline: Baseline, file = baselineFile): void {
  writeFileSync(file, `${JSON.stringify(baseline, undefined, 2)}\n`)
}
