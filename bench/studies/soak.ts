import { openFiles } from '../accounting/open-files.ts'
import { readUsage } from '../accounting/process-usage.ts'
import { rankgate } from '../contenders/rankgate.ts'
import type { LoadResult } from '../load/window.ts'
import type { BenchOptions } from '../options.ts'
import { type SoakRow, soakTable } from '../report/soak-table.ts'
import { shapes } from '../shapes.ts'
import { onStage } from '../stage.ts'
import { loadFaults } from './load-faults.ts'
import type { Findings } from './study.ts'

const shape = shapes.S
/** Times `--seconds`. */
const requests = 1_000_000
const shownRows = 10
/** Each window has connections of its own, so that opening and closing them is soaked too. */
const windowSeconds = 2

/** Whether memory and open files stay where they are. */
export function soak(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  return onStage(options, async ({ cores, plan, generator, start }) => {
    const contender = rankgate(plan)
    const { port, program } = (await start(contender)).running
    const pid = program?.pid ?? 0
    const { path, headers, wire, name } = contender
    const all = requests * options.seconds
    const rows: SoakRow[] = []
    const loads: { contender: string; shape: string; load: LoadResult }[] = []
    let answered = 0
    const note = () => rows.push({ answered, ...readUsage(pid), open: openFiles(pid) })
    note()
    while (answered < all && loads.every(({ load }) => load.failed === 0)) {
      const seconds = windowSeconds * Math.min(1, options.seconds)
      const { connections } = shape
      const load = await generator.run({ port, path, headers, wire, shape, connections, seconds, rate: undefined })
      loads.push({ contender: name, shape: shape.name, load })
      answered += load.answered
      if (answered < (all * rows.length) / shownRows) continue
      tell(`${answered} of ${all} requests`)
      note()
    }
    return { cores, markdown: soakTable(rows), seen: { rows, loads }, faults: loadFaults(loads), drawings: {} }
  })
}
