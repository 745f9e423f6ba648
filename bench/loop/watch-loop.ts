import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { LoopReport, LoopSubject } from './loop-report.ts'

/** The benchmark's end of a probe in another process. */
export interface LoopWatch {
  /** For the node that runs the program. */
  readonly nodeFlags: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Looks at the loop while `work` is done. The program must run by then. */
  readonly during: (subject: LoopSubject, work: () => Promise<unknown>) => Promise<LoopReport>
  readonly close: () => void
}

export async function watchLoop(): Promise<LoopWatch> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const probe = once(server, 'connection').then(([socket]) => socket as Socket)
  const { port } = server.address() as AddressInfo
  const program = new URL('../programs/loop-probe.ts', import.meta.url).href
  return {
    nodeFlags: ['--import', program],
    environment: { BENCH_PROBE_PORT: String(port) },
    during: async (subject, work) => {
      const socket = await probe
      await answerTo(socket, subject)
      await work()
      return JSON.parse(await answerTo(socket, 'report')) as LoopReport
    },
    close: () => {
      server.close()
      probe.then(
        (socket) => socket.destroy(),
        () => undefined
      )
    }
  }
}

async function answerTo(socket: Socket, line: LoopSubject | 'report'): Promise<string> {
  const lines = createInterface({ input: socket })
  const answered = once(lines, 'line')
  socket.write(`${line}\n`)
  const [answer] = await answered
  lines.close()
  return String(answer)
}
