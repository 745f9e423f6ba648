import { parseArgs } from 'node:util'
import { type ShapeName, shapeNames, shapes } from './shapes.ts'

export interface BenchOptions {
  readonly rounds: number
  /** Of a window at saturation; one at a fixed rate is twice as long. */
  readonly seconds: number
  readonly shapes: readonly ShapeName[]
  /** Requests a second in the latency windows. */
  readonly rates: Readonly<Record<ShapeName, number>>
  /** Whether rankgate is run from `dist`. */
  readonly isBuilt: boolean
  /** Undefined: a file named after the time in `bench/results`. */
  readonly out: string | undefined
}

export const usage = `Measures what rankgate costs beside the bare upstream and a bare pass-through.

usage: npm run bench -- [options]

  --rounds N      alternating rounds, the more the surer (default 4)
  --seconds N     length of a window at saturation; one at a fixed rate is twice as long (default 1)
  --shapes LIST   of S (10 documents of 200 characters), M (100 of 1 kB), L (1000 of 2 kB) (default S,M,L)
  --rate LIST     requests a second at the fixed rate (default S=500,M=150,L=20)
  --built         run dist/main.js, made by \`npm run build\`, rather than src/main.ts
  --out FILE      write the JSON there (default bench/results/TIME.json)
  --help          this text

The defaults take about three minutes.
`

/** Undefined when help is asked for. @throws Error that names the flag and says what would be right */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '4' },
      seconds: { type: 'string', default: '1' },
      shapes: { type: 'string', default: shapeNames.join(',') },
      rate: { type: 'string', default: '' },
      built: { type: 'boolean', default: false },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false }
    }
  })
  if (values.help) return undefined
  const rounds = positive('--rounds', values.rounds)
  if (!Number.isInteger(rounds)) throw new Error(`--rounds ${values.rounds}: must be a whole number`)
  return {
    rounds,
    seconds: positive('--seconds', values.seconds),
    shapes: [...new Set(values.shapes.split(',').map((name) => shapeName('--shapes', name)))],
    rates: ratesFrom(values.rate),
    isBuilt: values.built,
    out: values.out
  }
}

function ratesFrom(list: string): Record<ShapeName, number> {
  const rates = { S: shapes.S.rate, M: shapes.M.rate, L: shapes.L.rate }
  for (const each of list.split(',').filter((part) => part !== '')) {
    const [name = '', rate = ''] = each.split('=')
    rates[shapeName('--rate', name)] = positive('--rate', rate)
  }
  return rates
}

function shapeName(flag: string, text: string): ShapeName {
  const name = shapeNames.find((each) => each === text)
  if (name === undefined) throw new Error(`${flag} ${JSON.stringify(text)}: must be of ${shapeNames.join(', ')}`)
  return name
}

function positive(flag: string, text: string): number {
  const value = Number(text)
  if (text !== '' && value > 0 && Number.isFinite(value)) return value
  throw new Error(`${flag} ${JSON.stringify(text)}: must be a number above 0`)
}
