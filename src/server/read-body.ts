import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Admission } from '../access/admission.ts'
import type { BufferPool } from '../buffers/buffer-pool.ts'
import { Lease } from '../buffers/lease.ts'
import { isLongStep, turnForLongStep } from '../clock/long-step.ts'
import { GatewayError } from '../errors/gateway-error.ts'

/** A body this many times over the limit is not even read to its end. */
const drainFactor = 4
const digitZero = 0x30

export interface BodyBounds {
  readonly maxBytes: number
  readonly buffers: BufferPool
  /** Told of the bytes that are held from now until the body is given back. */
  readonly admission: Admission
}

/** Told once: why there is no body (`body_too_large`, `unsupported_media_type`, `client_closed`), or the body. */
type Done = (error: GatewayError | null, body?: Lease) => void

/**
 * Reads a request's body whole into one buffer on loan, which the route gives back. What is over the limit is thrown away
 * unread, so that the client, which writes before it reads, still gets to see its 413.
 */
export function readBody(request: FastifyRequest, payload: IncomingMessage, bounds: BodyBounds, done: Done): void {
  const { maxBytes } = bounds
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && !/^(identity)?$/i.test(encoding)) {
    const message = `content-encoding ${JSON.stringify(encoding.slice(0, 100))} is not accepted: send the body as it is`
    done(new GatewayError('unsupported_media_type', message))
    return
  }
  const declared = declaredBytes(request.headers['content-length'])
  if (declared > maxBytes * drainFactor) done(tooLarge(maxBytes))
  else if (declared <= maxBytes) readDeclared(payload, declared, bounds, done)
  else readCounted(payload, bounds, done)
}

/** Digits, as node:http has seen to; NaN where there are none. Read here, since `Number` is a call out of JavaScript. */
function declaredBytes(contentLength: string | undefined): number {
  if (contentLength === undefined) return Number.NaN
  let bytes = 0
  for (let at = 0; at < contentLength.length; at++) bytes = 10 * bytes + contentLength.charCodeAt(at) - digitZero
  return bytes
}

/** The length is known (and node:http holds the client to it): one buffer, filled as the bytes come. */
function readDeclared(payload: IncomingMessage, length: number, { buffers, admission }: BodyBounds, done: Done): void {
  const refusal = admission.hold(length)
  if (refusal !== undefined) {
    done(refusal)
    return
  }
  // Taken with the first bytes: a length alone must not cost memory.
  let lease: Lease | undefined
  let end = 0
  const rest = restBetweenSteps(payload)
  const breakOff = (): void => {
    admission.letGo(length)
    done(brokenOff())
  }
  payload.on('data', (part: Buffer) => {
    // A small body comes as one part, which is nobody else's.
    if (part.length === length) lease = new Lease(part, undefined)
    else {
      lease ??= buffers.lease(length)
      part.copy(lease.bytes, end)
    }
    end += part.length
    if (end < length) rest(part.length)
  })
  payload.on('end', () => (end === length ? done(null, held(lease ?? buffers.lease(0), admission)) : breakOff()))
  payload.on('error', breakOff)
}

function readCounted(payload: IncomingMessage, { maxBytes, admission }: BodyBounds, done: Done): void {
  let parts: Buffer[] = []
  let bytes = 0
  let heldBytes = 0
  let isRefused = false
  const rest = restBetweenSteps(payload)
  const refuse = (error: GatewayError): void => {
    admission.letGo(heldBytes)
    heldBytes = 0
    parts = []
    if (!isRefused) done(error)
    isRefused = true
  }
  payload.on('data', (part: Buffer) => {
    bytes += part.length
    if (isRefused) return
    if (bytes > maxBytes) {
      parts = []
      if (bytes > maxBytes * drainFactor) refuse(tooLarge(maxBytes))
      return
    }
    const refusal = admission.hold(part.length)
    if (refusal !== undefined) return refuse(refusal)
    heldBytes += part.length
    parts.push(part)
    rest(part.length)
  })
  payload.on('end', () => {
    if (isRefused) return
    if (bytes > maxBytes) refuse(tooLarge(maxBytes))
    else done(null, held(new Lease(Buffer.concat(parts, bytes), undefined), admission))
  })
  payload.on('error', () => refuse(brokenOff()))
}

/** What of a body is here already would all be read in one turn of the event loop: megabytes, where the client is fast. */
function restBetweenSteps(payload: IncomingMessage): (readBytes: number) => void {
  let stepBytes = 0
  return (readBytes) => {
    stepBytes += readBytes
    if (!isLongStep(stepBytes)) return
    stepBytes = 0
    payload.pause()
    void turnForLongStep('read').then(() => payload.resume())
  }
}

/** A body that is counted until it is given back. */
function held(lease: Lease, admission: Admission): Lease {
  const { bytes } = lease
  return new Lease(bytes, () => {
    lease.release()
    admission.letGo(bytes.length)
  })
}

function tooLarge(maxBytes: number): GatewayError {
  const message = `the body is larger than ${maxBytes} bytes: send fewer or shorter documents, or raise general_settings.max_request_size_mb`
  return new GatewayError('body_too_large', message)
}

function brokenOff(): GatewayError {
  return new GatewayError('client_closed', 'the client broke off while sending its body')
}
