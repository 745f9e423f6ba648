import { parseArgs } from 'node:util'
import { rates, ratesBesidePeers, type ShapeName, shapeNames } from './shapes.ts'

export const studyNames = ['comparison', 'growth', 'loop', 'workers', 'memory', 'soak', 'scoring'] as const
export type StudyName = (typeof studyNames)[number]

export interface BenchOptions {
  readonly study: StudyName
  readonly rounds: number
  /** Of a window at saturation; what else a study measures is as much longer as it says. */
  readonly seconds: number
  readonly shapes: readonly ShapeName[]
  /** Requests a second in the latency windows. */
  readonly rates: Readonly<Record<ShapeName, number>>
  readonly hasPeers: boolean
  /** What to do with the baseline. */
  readonly verdict: 'check' | 'accept' | undefined
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
  --rate LIST     requests a second at the fixed rate (default S=500,M=150,L=20; with --peers S=50,M=30,L=10)
  --peers         LiteLLM, the Portkey gateway, nginx and HAProxy too; installs the first two in bench/.cache
  --check         end with 1 when a ratio is more than 15 % above that of bench/baseline.json
  --accept        write the ratios to bench/baseline.json
  --built         run dist/main.js, made by \`npm run build\`, rather than src/main.ts
  --out FILE      write the JSON there (default bench/results/TIME.json)
  --help          this text

instead of the comparison, one of these; --rounds, --seconds, --built and --out go with them:

  --growth        CPU time against documents, their size, and names in the configuration; draws plots
  --loop          how long the event loop is held up, and what one greedy client does to the others
  --workers       one worker against two
  --memory        memory under L at 16 in flight, for 60 times --seconds
  --soak          memory and open files over a million requests times --seconds
  --scoring       what splitting and the cache cost and save

The defaults of the comparison take about four minutes.
`

/** Undefined when help is asked for. @throws Error that names the flag and says what would be right */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '4' },
      seconds: { type: 'string', default: '1' },
      shapes: { type: 'string' },
      rate: { type: 'string' },
      peers: { type: 'boolean' },
      check: { type: 'boolean' },
      accept: { type: 'boolean' },
      growth: { type: 'boolean' },
      loop: { type: 'boolean' },
      workers: { type: 'boolean' },
      memory: { type: 'boolean' },
      soak: { type: 'boolean' },
      scoring: { type: 'boolean' },
      built: { type: 'boolean', default: false },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false }
    }
  })
  if (values.help) return undefined
  const rounds = positive('--rounds', values.rounds)
  if (!Number.isInteger(rounds)) throw new Error(`--rounds ${values.rounds}: must be a whole number`)
  const asked = studyNames.filter((name) => name !== 'comparison' && values[name])
  if (asked.length > 1) throw new Error(`${flags(asked)}: only one study at a time`)
  const [study = 'comparison'] = asked
  const strangers = ofComparison.filter((flag) => values[flag] !== undefined)
  if (study !== 'comparison' && strangers.length > 0) throw new Error(`${flags(strangers)}: not with --${study}`)
  if (values.check && values.accept) throw new Error('--check, --accept: only one of them')
  const names = values.shapes?.split(',').map((name) => shapeName('--shapes', name)) ?? shapeNames
  const hasPeers = values.peers === true
  return {
    study,
    rounds,
    seconds: positive('--seconds', values.seconds),
    shapes: [...new Set(names)],
    rates: ratesFrom(values.rate ?? '', hasPeers ? ratesBesidePeers : rates),
    hasPeers,
    verdict: values.check ? 'check' : values.accept ? 'accept' : undefined,
    isBuilt: values.built,
    out: values.out
  }
}

const ofComparison = ['shapes', 'rate', 'peers', 'check', 'accept'] as const

function flags(names: readonly string[]): string {
  return names.map((name) => `--${name}`).join(', ')
}

function ratesFrom(list: string, usual: Readonly<Record<ShapeName, number>>): Record<ShapeName, number> {
  const chosen = { ...usual }
  for (const each of list.split(',').filter((part) => part !== '')) {
    const [name = '', rate = ''] = each.split('=')
    chosen[shapeName('--rate', name)] = positive('--rate', rate)
  }
  return chosen
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
