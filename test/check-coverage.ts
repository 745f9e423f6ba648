// Run after `tap --coverage-report=json-summary`: holds each part of src to its share of covered lines.
import { filesUnder, readText, type SourceFile } from './files-under.ts'
import { hasCode } from './has-code.ts'

/** Per cent of the lines of all of src together. Set it where the code really is, and only ever upwards. */
const overallLines = 99

/** Rooms whose every line a test must run. */
const completeRooms = ['providers', 'router', 'scoring', 'rerank']

interface LineCoverage {
  readonly total: number
  readonly covered: number
}

const report = JSON.parse(readText('.tap/report/coverage-summary.json')) as Record<string, { lines: LineCoverage }>

const faults: string[] = []
let total = 0
let covered = 0
for (const file of filesUnder('src')) {
  const lines = report[file.absolutePath]?.lines ?? linesOfUnloaded(file)
  total += lines.total
  covered += lines.covered
  const mustBeComplete = completeRooms.some((room) => file.path.startsWith(`src/${room}/`))
  if (mustBeComplete && lines.covered < lines.total) {
    faults.push(`${file.path}: ${lines.covered} of ${lines.total} lines are covered; this room needs all of them`)
  }
}

const percent = (100 * covered) / total
if (!(percent >= overallLines)) {
  faults.push(`src: ${percent.toFixed(2)} % of the lines are covered; the threshold is ${overallLines} %`)
}
for (const fault of faults) console.error(fault)
console.log(`# lines covered: ${percent.toFixed(2)} % of src (threshold ${overallLines} %)`)
process.exitCode = faults.length === 0 ? 0 : 1

/** A file that no test loads is missing in the report: it counts as uncovered, unless it holds nothing but types. */
function linesOfUnloaded({ text }: SourceFile): LineCoverage {
  return { total: hasCode(text) ? text.split('\n').length : 0, covered: 0 }
}
