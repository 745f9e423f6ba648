import t from 'tap'
import { readOptions, studyNames, usage } from '../../bench/options.ts'

t.test('without flags everything is measured', async (t) => {
  t.strictSame(readOptions([]), {
    study: 'comparison',
    rounds: 4,
    seconds: 1,
    shapes: ['S', 'M', 'L'],
    rates: { S: 500, M: 150, L: 20 },
    hasPeers: false,
    verdict: undefined,
    isBuilt: false,
    out: undefined
  })
})

t.test('flags choose rounds, seconds, shapes, rates, the build and the file', async (t) => {
  const args = '--rounds 6 --seconds 0.5 --shapes L,S,L --rate S=100,L=5.5 --built --out x.json'.split(' ')
  t.strictSame(readOptions(args), {
    study: 'comparison',
    rounds: 6,
    seconds: 0.5,
    shapes: ['L', 'S'],
    rates: { S: 100, M: 150, L: 5.5 },
    hasPeers: false,
    verdict: undefined,
    isBuilt: true,
    out: 'x.json'
  })
})

t.test('beside the peers the rates are such that the slowest can keep up', async (t) => {
  t.strictSame(readOptions(['--peers'])?.rates, { S: 50, M: 30, L: 10 })
  t.strictSame(readOptions(['--peers', '--rate', 'M=7'])?.rates, { S: 50, M: 7, L: 10 })
  t.equal(readOptions(['--peers'])?.hasPeers, true)
})

t.test('a flag chooses what becomes of the baseline, or another study', async (t) => {
  t.equal(readOptions(['--check'])?.verdict, 'check')
  t.equal(readOptions(['--accept'])?.verdict, 'accept')
  for (const study of studyNames.filter((name) => name !== 'comparison')) {
    t.equal(readOptions([`--${study}`, '--rounds', '2'])?.study, study)
  }
})

t.test('--help names every flag', async (t) => {
  t.equal(readOptions(['--help']), undefined)
  const flags = 'rounds seconds shapes rate peers check accept built out help growth loop workers memory soak scoring'
  for (const flag of flags.split(' ')) t.match(usage, new RegExp(`^  --${flag} `, 'm'))
})

t.test('what cannot be followed is named', async (t) => {
  const faults: [string[], string][] = [
    [['--rounds', '0'], '--rounds "0": must be a number above 0'],
    [['--rounds', '1.5'], '--rounds 1.5: must be a whole number'],
    [['--seconds', 'x'], '--seconds "x": must be a number above 0'],
    [['--shapes', 'S,XL'], '--shapes "XL": must be of S, M, L'],
    [['--rate', 'X=1'], '--rate "X": must be of S, M, L'],
    [['--rate', 'S'], '--rate "": must be a number above 0'],
    [['--check', '--accept'], '--check, --accept: only one of them'],
    [['--soak', '--loop'], '--loop, --soak: only one study at a time'],
    [['--growth', '--shapes', 'S', '--peers'], '--shapes, --peers: not with --growth']
  ]
  for (const [args, message] of faults) t.throws(() => readOptions(args), new Error(message))
  t.throws(() => readOptions(['--nope']), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' })
})
