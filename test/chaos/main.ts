import { parseArgs } from 'node:util'
import { chaosReport } from './chaos-report.ts'
import { runChaos } from './run-chaos.ts'

const help = `Sends requests through a gateway whose three deployments fail at random, one of them always well, and checks
every answer: nothing wrong, nothing late, hardly anything lost, and few calls more than requests.

usage: node test/chaos/main.ts [options]

  --seconds N   how long (default 60)
  --rate N      requests a second (default 100)
  --seed N      the same seed brings the same faults (default: another one each time)
  --help        this text
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      rate: { type: 'string', default: '100' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  const [seconds, requestsPerSecond, seed] = [Number(values.seconds), Number(values.rate), Number(values.seed)]
  const ends: (() => Promise<void>)[] = []
  const result = await runChaos({ teardown: (end) => void ends.push(end) }, { seconds, requestsPerSecond, seed })
  for (const end of ends) await end()
  const { table, broken } = chaosReport(result)
  process.stdout.write(`chaos, seed ${seed}\n\n${table}\n`)
  for (const how of broken) process.stderr.write(`broken: ${how}\n`)
  return broken.length === 0 ? 0 : 1
}

process.exitCode = await main()
