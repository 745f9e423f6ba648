import { randomUUID } from 'node:crypto'
import { Refusal } from './refusal.ts'
import { jsonReply, type Reply } from './reply.ts'

/** NVCF's answers that are still being made: a 202 names one, polling brings it. */
export class PendingAnswers {
  readonly #pending = new Map<string, { readonly reply: Reply; pollsLeft: number }>()

  /** Holds the reply back for so many polls and answers with the 202 that comes instead. */
  defer(reply: Reply, polls: number): Reply {
    const id = randomUUID()
    this.#pending.set(id, { reply, pollsLeft: polls })
    const [oldest] = this.#pending.keys()
    if (this.#pending.size > maxPending && oldest !== undefined) this.#pending.delete(oldest)
    return stillPending(id, 'pending-evaluation')
  }

  /** @throws Refusal for an id that is unknown or was answered already */
  poll(id: string): Reply {
    const answer = this.#pending.get(id)
    if (!answer) throw new Refusal(404, `request \`${id}\` not found`)
    if (answer.pollsLeft > 0) {
      answer.pollsLeft -= 1
      return stillPending(id, 'in-progress')
    }
    this.#pending.delete(id)
    return { ...answer.reply, headers: { ...answer.reply.headers, 'nvcf-reqid': id, 'nvcf-status': 'fulfilled' } }
  }
}

/** Answers nobody fetches must not pile up. */
const maxPending = 1000

function stillPending(id: string, status: string): Reply {
  return jsonReply(202, {}, { 'nvcf-reqid': id, 'nvcf-status': status, 'nvcf-percent-complete': '0' })
}
