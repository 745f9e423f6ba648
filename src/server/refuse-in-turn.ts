import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { GatewayError } from '../errors/gateway-error.ts'
import { endConnection } from './end-connection.ts'
import { refuseRaw } from './refuse-raw.ts'

/** A connection of node:http. */
type Connection = Socket & {
  /** The answer whose turn it is; the next takes its place when that is through. */
  readonly _httpMessage?: ServerResponse | null
  /** Has the request that came last, also when not all of it has come. */
  readonly parser?: { readonly incoming?: IncomingMessage | null } | null
}

/** What is read and thrown away while an answer is waited for: a client that sends more is read no further until then. */
const mostDiscardedBytes = 1024 * 1024

/** How much had been read of each connection that is refused, when it was. */
const refusedAt = new WeakMap<Socket, number>()

/**
 * Refuses what came on a connection, in its turn: answers to whole requests before it are written first.
 * @returns false where that is being done already: node:http tells of every further piece of what it cannot read
 */
export function refuseInTurn(socket: Socket, error: GatewayError, callId: string): boolean {
  const readBytes = refusedAt.get(socket)
  if (readBytes !== undefined) {
    if (!socket.writableEnded && socket.bytesRead - readBytes > mostDiscardedBytes) socket.pause()
    return false
  }
  refusedAt.set(socket, socket.bytesRead)
  // node:http has taken its own listeners off by now, and an error that nobody hears ends the process.
  socket.on('error', () => socket.destroy())
  // What ends a client that has stopped to read its answer (`UnreadAnswers`).
  socket.once('timeout', () => socket.destroy())
  // Else nobody would notice a client that leaves.
  socket.once('end', () => socket.end())
  socket.resume()
  refuseNext(socket, error, callId)
  return true
}

function refuseNext(socket: Connection, error: GatewayError, callId: string): void {
  const answer = socket._httpMessage
  // One whose request never came whole will not be answered any other way.
  const isComing = answer && (answer.req.complete || answer.headersSent)
  if (isComing) answer.once('close', () => refuseNext(socket, error, callId))
  // The client was told that the last answer is the last.
  else if (socket.writableEnded) return
  // What breaks off has been answered, before it came whole.
  else if (!answer && socket.parser?.incoming?.complete === false) endConnection(socket)
  else refuseRaw(socket, error, callId)
}
