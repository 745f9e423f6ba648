import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { GatewayError } from '../errors/gateway-error.ts'

/** A body this many times over the limit is not even read to its end. */
const drainFactor = 4

/**
 * Reads a request's body whole into one buffer of its own. What is over the limit is thrown away unread, so that the
 * client, which writes before it reads, still gets to see its 413.
 * @throws GatewayError `body_too_large`, `unsupported_media_type`, `invalid_request`
 */
export function readBody(request: FastifyRequest, payload: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    const message = `content-encoding ${JSON.stringify(encoding)} is not accepted: send the body as it is`
    return Promise.reject(new GatewayError('unsupported_media_type', message))
  }
  const declared = Number(request.headers['content-length'] ?? Number.NaN)
  if (declared > maxBytes * drainFactor) return Promise.reject(tooLarge(maxBytes))
  return declared <= maxBytes ? readDeclared(payload, declared) : readCounted(payload, maxBytes)
}

/** The length is known (and node:http holds the client to it): one buffer, filled as the bytes come. */
function readDeclared(payload: IncomingMessage, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const body = Buffer.allocUnsafeSlow(length)
    let end = 0
    payload.on('data', (part: Buffer) => {
      end += part.copy(body, end)
    })
    payload.on('end', () => (end === length ? resolve(body) : reject(brokenOff())))
    payload.on('error', () => reject(brokenOff()))
  })
}

function readCounted(payload: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = []
    let bytes = 0
    payload.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= maxBytes) parts.push(part)
      else parts = []
      if (bytes > maxBytes * drainFactor) reject(tooLarge(maxBytes))
    })
    payload.on('end', () => (bytes > maxBytes ? reject(tooLarge(maxBytes)) : resolve(Buffer.concat(parts, bytes))))
    payload.on('error', () => reject(brokenOff()))
  })
}

function tooLarge(maxBytes: number): GatewayError {
  const message = `the body is larger than ${maxBytes} bytes: send fewer or shorter documents, or raise general_settings.max_request_size_mb`
  return new GatewayError('body_too_large', message)
}

function brokenOff(): GatewayError {
  return new GatewayError('client_closed', 'the client broke off while sending its body')
}
