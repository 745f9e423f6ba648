import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Lease } from '../buffers/lease.ts'
import { turnForLongStep } from '../clock/long-step.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { askForBody, waits } from './expected-body.ts'
import { type BodyBounds, GrowingBody } from './growing-body.ts'
import { ComingBody, type StillBodies } from './still-bodies.ts'

/** A body this many times over the limit is not even read to its end. */
const drainFactor = 4
/** Read in one turn of the event loop: a quarter of a millisecond's work. Others do not wait for long, and each turn costs. */
const mostStepBytes = 1024 * 1024
const digitZero = 0x30

export interface ReadingBounds extends BodyBounds {
  readonly still: StillBodies
}

/** Told once: why there is no body (`body_too_large`, `overloaded`, `timeout`, `client_closed`...), or the body. */
type Done = (error: GatewayError | null, body?: Lease) => void

/**
 * Reads a request's body whole into one buffer on loan, which the route gives back. What is over the limit is thrown away
 * unread, so that the client, which writes before it reads, still gets to see its 413.
 */
export function readBody(request: FastifyRequest, payload: IncomingMessage, bounds: ReadingBounds, done: Done): void {
  const { maxBytes } = bounds
  const { 'content-encoding': encoding, 'content-length': length, expect } = request.headers
  if (encoding !== undefined && !/^(identity)?$/i.test(encoding)) {
    const message = `content-encoding ${JSON.stringify(encoding.slice(0, 100))} is not accepted: send the body as it is`
    done(new GatewayError('unsupported_media_type', message))
    return
  }
  const declared = declaredBytes(length)
  const isWaiting = expect !== undefined && waits(payload)
  // Who waits to be asked has written nothing of it yet, and reads.
  const mostBytes = isWaiting ? maxBytes : maxBytes * drainFactor
  const refusal = declared > mostBytes ? tooLarge(maxBytes) : noRoom(declared, bounds)
  if (refusal !== undefined) {
    done(refusal)
    return
  }
  const coming = readComing(payload, declared, bounds, done)
  if (!isWaiting) return
  coming.isResting = true
  askForBody(payload, () => {
    coming.isResting = false
  })
}

/** Digits, as node:http has seen to; NaN where there are none. Read here, since `Number` is a call out of JavaScript. */
function declaredBytes(contentLength: string | undefined): number {
  if (contentLength === undefined) return Number.NaN
  let bytes = 0
  for (let at = 0; at < contentLength.length; at++) bytes = 10 * bytes + contentLength.charCodeAt(at) - digitZero
  return bytes
}

/** A body that would not find room as things stand need not be sent. */
function noRoom(declared: number, { maxBytes, admission }: ReadingBounds): GatewayError | undefined {
  return declared <= maxBytes ? admission.refusal(declared) : undefined
}

function readComing(payload: IncomingMessage, declared: number, bounds: ReadingBounds, done: Done): ComingBody {
  const { maxBytes, still } = bounds
  const body = new GrowingBody(bounds, declared)
  let stepBytes = 0
  let isOver = false
  const finish = (error: GatewayError | null): void => {
    if (isOver) return
    isOver = true
    still.unwatch(coming)
    if (error === null) done(null, body.take())
    else {
      body.drop()
      done(error)
    }
  }
  const coming = new ComingBody(() => finish(stoodStill(still)))
  still.watch(coming)
  payload.on('data', (part: Buffer) => {
    // From here on the part is the body's: once copied it reads as empty, to whoever else listens too.
    const partBytes = part.length
    coming.readBytes += partBytes
    if (isOver) return
    if (coming.readBytes > maxBytes || declared > maxBytes) {
      body.drop()
      if (coming.readBytes > maxBytes * drainFactor) finish(tooLarge(maxBytes))
      return
    }
    const refusal = body.add(part)
    if (refusal !== undefined) return finish(refusal)
    // What of a body is here already would all be read in one turn of the event loop: megabytes, where the client is fast.
    stepBytes += partBytes
    if (coming.readBytes === declared || stepBytes < mostStepBytes) return
    stepBytes = 0
    rest(payload, coming)
  })
  payload.on('end', () => {
    if (coming.readBytes > maxBytes) finish(tooLarge(maxBytes))
    else finish(coming.readBytes < declared ? brokenOff() : null)
  })
  payload.on('error', () => finish(brokenOff()))
  return coming
}

function rest(payload: IncomingMessage, coming: ComingBody): void {
  coming.isResting = true
  payload.pause()
  void turnForLongStep('read').then(() => {
    coming.isResting = false
    payload.resume()
  })
}

function tooLarge(maxBytes: number): GatewayError {
  const message = `the body is larger than ${maxBytes} bytes: send fewer or shorter documents, or raise general_settings.max_request_size_mb`
  return new GatewayError('body_too_large', message)
}

function stoodStill({ stillMs }: StillBodies): GatewayError {
  return new GatewayError('timeout', `nothing more of the body came for ${stillMs / 1000} s`)
}

function brokenOff(): GatewayError {
  return new GatewayError('client_closed', 'the client broke off while sending its body')
}
