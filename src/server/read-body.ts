import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Admission } from '../access/admission.ts'
import type { BufferPool } from '../buffers/buffer-pool.ts'
import { Lease } from '../buffers/lease.ts'
import { GatewayError } from '../errors/gateway-error.ts'

/** A body this many times over the limit is not even read to its end. */
const drainFactor = 4

export interface BodyBounds {
  readonly maxBytes: number
  readonly buffers: BufferPool
  /** Told of the bytes that are held from now until the body is given back. */
  readonly admission: Admission
}

/**
 * Reads a request's body whole into one buffer on loan, which the route gives back. What is over the limit is thrown away unread, so that the
 * client, which writes before it reads, still gets to see its 413.
 * @throws GatewayError `body_too_large`, `unsupported_media_type`, `invalid_request`
 */
export function readBody(
  request: FastifyRequest,
  payload: IncomingMessage,
  { maxBytes, buffers, admission }: BodyBounds
): Promise<Lease> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    const message = `content-encoding ${JSON.stringify(encoding)} is not accepted: send the body as it is`
    return Promise.reject(new GatewayError('unsupported_media_type', message))
  }
  const declared = Number(request.headers['content-length'] ?? Number.NaN)
  if (declared > maxBytes * drainFactor) return Promise.reject(tooLarge(maxBytes))
  return declared <= maxBytes
    ? readDeclared(payload, declared, buffers, admission)
    : readCounted(payload, maxBytes, admission)
}

/** The length is known (and node:http holds the client to it): one buffer, filled as the bytes come. */
function readDeclared(
  payload: IncomingMessage,
  length: number,
  buffers: BufferPool,
  admission: Admission
): Promise<Lease> {
  return new Promise((resolve, reject) => {
    admission.hold(length)
    // Taken with the first bytes: a length alone must not cost memory.
    let lease: Lease | undefined
    let end = 0
    const breakOff = (): void => {
      admission.letGo(length)
      reject(brokenOff())
    }
    payload.on('data', (part: Buffer) => {
      lease ??= buffers.lease(length)
      end += part.copy(lease.bytes, end)
    })
    payload.on('end', () => {
      if (end === length) resolve(held(lease ?? buffers.lease(0), admission))
      else breakOff()
    })
    payload.on('error', breakOff)
  })
}

function readCounted(payload: IncomingMessage, maxBytes: number, admission: Admission): Promise<Lease> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = []
    let bytes = 0
    let heldBytes = 0
    const fail = (error: unknown): void => {
      admission.letGo(heldBytes)
      heldBytes = 0
      parts = []
      reject(error)
    }
    payload.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > maxBytes) {
        parts = []
        if (bytes > maxBytes * drainFactor) fail(tooLarge(maxBytes))
        return
      }
      try {
        admission.hold(part.length)
        heldBytes += part.length
        parts.push(part)
      } catch (error) {
        // What still comes is thrown away.
        bytes = Number.POSITIVE_INFINITY
        fail(error)
      }
    })
    payload.on('end', () => {
      if (bytes > maxBytes) fail(tooLarge(maxBytes))
      else resolve(held(new Lease(Buffer.concat(parts, bytes), undefined), admission))
    })
    payload.on('error', () => fail(brokenOff()))
  })
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
