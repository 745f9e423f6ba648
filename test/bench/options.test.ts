import t from 'tap'
import { readOptions, usage } from '../../bench/options.ts'

t.test('without flags everything is measured', async (t) => {
  t.strictSame(readOptions([]), {
    rounds: 4,
    seconds: 1,
    shapes: ['S', 'M', 'L'],
    rates: { S: 500, M: 150, L: 20 },
    isBuilt: false,
    out: undefined
  })
})

t.test('flags choose rounds, seconds, shapes, rates, the build and the file', async (t) => {
  const args = '--rounds 6 --seconds 0.5 --shapes L,S,L --rate S=100,L=5.5 --built --out x.json'.split(' ')
  t.strictSame(readOptions(args), {
    rounds: 6,
    seconds: 0.5,
    shapes: ['L', 'S'],
    rates: { S: 100, M: 150, L: 5.5 },
    isBuilt: true,
    out: 'x.json'
  })
})

t.test('--help names every flag', async (t) => {
  t.equal(readOptions(['--help']), undefined)
  for (const flag of ['rounds', 'seconds', 'shapes', 'rate', 'built', 'out', 'help'])
    t.ok(usage.includes(`--${flag} `), flag)
})

t.test('what cannot be followed is named', async (t) => {
  const faults: [string[], string][] = [
    [['--rounds', '0'], '--rounds "0": must be a number above 0'],
    [['--rounds', '1.5'], '--rounds 1.5: must be a whole number'],
    [['--seconds', 'x'], '--seconds "x": must be a number above 0'],
    [['--shapes', 'S,XL'], '--shapes "XL": must be of S, M, L'],
    [['--rate', 'X=1'], '--rate "X": must be of S, M, L'],
    [['--rate', 'S'], '--rate "": must be a number above 0']
  ]
  for (const [args, message] of faults) t.throws(() => readOptions(args), new Error(message))
  t.throws(() => readOptions(['--nope']), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' })
})
