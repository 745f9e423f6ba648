import { setTimeout as wait } from 'node:timers/promises'
import { readUsage } from '../accounting/process-usage.ts'
import { passThrough } from '../contenders/pass-through.ts'
import { rankgate } from '../contenders/rankgate.ts'
import type { LoadResult } from '../load/window.ts'
import type { BenchOptions } from '../options.ts'
import { type MemoryCourse, memoryTable } from '../report/memory-table.ts'
import { shapes } from '../shapes.ts'
import { onStage } from '../stage.ts'
import { loadFaults } from './load-faults.ts'
import type { Findings } from './study.ts'

const shape = shapes.L
const connections = 16
/** Of the load, times `--seconds`. */
const stretches = 12
const stretchSeconds = 5
const sampleMs = 250
const restMs = 10_000

/** Memory at rest, during a minute of L, and after it. */
export function memory(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  return onStage(options, async (stage) => {
    const courses: MemoryCourse[] = []
    const loads: { contender: string; shape: string; load: LoadResult }[] = []
    for (const contender of [passThrough(stage.plan), rankgate(stage.plan)]) {
      tell(contender.name)
      const { running, startUp } = await stage.start(contender)
      const { port, program } = running
      const rss = () => readUsage(program?.pid ?? 0).rssBytes
      const { path, headers, wire, name } = contender
      const seconds = stretchSeconds * options.seconds
      const rows: MemoryCourse['rows'][number][] = []
      let peakBytes = startUp.rssBytes
      const sampling = setInterval(() => {
        peakBytes = Math.max(peakBytes, rss())
      }, sampleMs)
      for (let stretch = 1; stretch <= stretches; stretch++) {
        const window = { port, path, headers, wire, shape, connections, seconds, rate: undefined }
        loads.push({ contender: name, shape: shape.name, load: await stage.generator.run(window) })
        rows.push({ afterSeconds: stretch * seconds, rssBytes: rss() })
      }
      clearInterval(sampling)
      await wait(restMs * Math.min(1, options.seconds))
      courses.push({ contender: name, atRestBytes: startUp.rssBytes, rows, peakBytes, afterwardsBytes: rss() })
      program?.stop()
    }
    return {
      cores: stage.cores,
      markdown: memoryTable(courses),
      seen: { courses, loads },
      faults: loadFaults(loads),
      drawings: {}
    }
  })
}
