import t from 'tap'
import { growthDrawings, growthTables } from '../../bench/report/growth-report.ts'
import { svgPlot } from '../../bench/report/svg-plot.ts'
import { type GrowthPoint, summarizeGrowth } from '../../bench/studies/growth-points.ts'

function seen(contender: string, point: GrowthPoint, round: number, cpuMicrosecondsPerRequest: number) {
  const latencyMs = { p50: 1, p90: 1, p99: 1, max: 1 }
  const load = { answered: 1, failed: 0, firstFailure: undefined, seconds: 1, latencyMs, lateMs: latencyMs }
  const gateway = { cpuMicrosecondsPerRequest, coreShare: 1, rssBytes: 1 }
  return { ...point, round, shape: 'x', contender, kind: 'saturation' as const, load, gateway }
}

const small = { series: 'documents', value: 1, bytes: 500 } as const
const large = { series: 'documents', value: 1000, bytes: 200_000 } as const
const rows = summarizeGrowth([
  seen('pass-through', small, 0, 20),
  seen('rankgate', small, 0, 30),
  seen('rankgate', small, 1, 50),
  seen('rankgate', large, 0, 400),
  seen('rankgate', { series: 'aliases', value: 10, bytes: 500 }, 0, 40)
])

t.test('rounds are put together, and rankgate stands beside the pass-through', async (t) => {
  const lines = growthTables(rows).split('\n')
  t.ok(lines.includes('| 1 | 0.5 | 20 (20 to 20) | 40 (30 to 50) | 2 | 80 |'), lines.join('\n'))
  t.ok(lines.includes('| 1,000 | 200 | – | 400 (400 to 400) | – | 2 |'))
  t.ok(lines.includes('| 10 | 0.5 | – | 40 (40 to 40) | – | 80 |'))
})

t.test('each axis has its drawing, with a curve for each contender that was on it', async (t) => {
  const drawings = growthDrawings(rows.filter(({ series }) => series !== 'characters'))
  t.equal(drawings['documents.svg']?.match(/<polyline /g)?.length, 2)
  t.equal(drawings['aliases.svg']?.match(/<polyline /g)?.length, 1)
  t.equal(drawings['characters.svg'], undefined, 'nothing is drawn of what was not measured')
})

t.test('on logarithmic axes equal factors are equal ways', async (t) => {
  const points = [
    [1, 10],
    [10, 100],
    [100, 1000]
  ] as const
  const drawing = svgPlot({ title: 'a < b & c', xLabel: 'x', yLabel: 'y', curves: [{ name: 'line', points }] })
  t.match(drawing, /<polyline points="80,340 350,190 620,40"/)
  t.match(drawing, /a &lt; b &amp; c/)
  for (const label of ['>1<', '>10<', '>100<', '>1,000<']) t.ok(drawing.includes(label), label)
  t.notMatch(drawing, /NaN|Infinity/)
})

t.test('a single value is drawn too', async (t) => {
  const curve = { name: 'one', points: [[1, 1]] as const }
  t.notMatch(svgPlot({ title: '', xLabel: '', yLabel: '', curves: [curve] }), /NaN|Infinity/)
})
