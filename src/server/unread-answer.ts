import type { ServerResponse } from 'node:http'
import type { Admission } from '../access/admission.ts'

/** How long a client may read nothing of its answer. One that reads slowly is not cut. */
const longestStillMs = 30_000

/**
 * For an answer that is written and not taken off our hands: counts its bytes with those that are held (promise P13), and cuts
 * the connection of a client that has stopped to read. Whoever reads takes it at once, and costs nothing here.
 */
export function watchUnread(answer: ServerResponse, admission: Admission, stillMs = longestStillMs): void {
  const bytes = answer.writableLength
  if (bytes === 0) return
  admission.holdUnread(bytes)
  // node:http ends the connection then, and sets its own time when the answer is through.
  answer.req.socket.setTimeout(stillMs)
  answer.once('close', () => admission.letGo(bytes))
}
