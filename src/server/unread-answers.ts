import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Admission } from '../access/admission.ts'

/** How long a client may read nothing of its answer. One that reads slowly is not cut. */
const longestStillMs = 30_000

/** What is waited for when the server closes, which has to be done before somebody kills it. */
const closing = { stillMs: 5000, longestMs: 18_000 } as const

/** Answers that are written and not taken off our hands. Whoever reads takes its answer at once, and costs nothing here. */
export class UnreadAnswers {
  readonly #admission: Admission
  readonly #unread = new Set<ServerResponse>()
  #stillMs: number

  constructor(admission: Admission, stillMs: number = longestStillMs) {
    this.#admission = admission
    this.#stillMs = stillMs
  }

  /** Counts an answer's bytes with those that are held (promise P13), and cuts the connection of a client that has stopped to read. */
  watch(answer: ServerResponse): void {
    const bytes = answer.writableLength
    if (bytes === 0) return
    this.#admission.holdUnread(bytes)
    this.#unread.add(answer)
    if (isBehindAnother(answer)) answer.once('socket', () => cutWhenStill(answer, this.#stillMs))
    else cutWhenStill(answer, this.#stillMs)
    answer.once('close', () => {
      this.#unread.delete(answer)
      this.#admission.letGo(bytes)
    })
  }

  /** Waits until every answer is read, as long as its client reads and there is time (promise P14). */
  async allRead({
    stillMs,
    longestMs
  }: {
    readonly stillMs: number
    readonly longestMs: number
  } = closing): Promise<void> {
    const late = AbortSignal.timeout(longestMs)
    this.#stillMs = Math.min(this.#stillMs, stillMs)
    for (const answer of this.#unread) if (!isBehindAnother(answer)) cutWhenStill(answer, stillMs)
    for (const answer of this.#unread) {
      if (!(await isClosed(answer, late))) return
    }
  }
}

/** Then it is not the client that keeps it waiting: one before it on its connection has not been answered. */
function isBehindAnother({ socket }: ServerResponse): boolean {
  return socket === null
}

/** @returns false when time is up before */
async function isClosed(answer: ServerResponse, late: AbortSignal): Promise<boolean> {
  try {
    await once(answer, 'close', { signal: late })
  } catch {
    // What broke is closed, too.
  }
  return !late.aborted
}

/** node:http ends the connection then, and sets its own time when the answer is through. */
function cutWhenStill(answer: ServerResponse, stillMs: number): void {
  answer.req.socket.setTimeout(stillMs)
}
