import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { readBeforeWriteErrors } from './read-before-write-errors.ts'

/** Smaller bodies are not followed: their buffers are never used again. */
const followedBytes = 64 * 1024

/** The socket that each body is being written to. undici tells of it on this channel and nowhere else. */
const socketOf = new WeakMap<object, Socket>()

interface HeadersSent {
  readonly request: { readonly body: unknown }
  readonly socket: Socket
}

// https://undici.nodejs.org/#/docs/api/DiagnosticsChannel?id=undiciclientsendheaders
subscribe('undici:client:sendHeaders', (message) => {
  const { request, socket } = message as HeadersSent
  if (!Buffer.isBuffer(request.body) || request.body.length < followedBytes) return
  socketOf.set(request.body, socket)
  readBeforeWriteErrors(socket)
})

/**
 * Whether nothing of a body waits to be written any more: it has left for the kernel whole. False also where nobody knows,
 * because the socket is gone or was never seen, or the body is small.
 */
export function isSentWhole(body: Buffer): boolean {
  const socket = socketOf.get(body)
  return socket !== undefined && !socket.destroyed && socket.writableLength === 0
}
