import type { Dispatcher } from 'undici'
import type { UpstreamAnswer } from './upstream-call.ts'
import { UpstreamError } from './upstream-error.ts'

interface Reception {
  /** Asked once, in the moment when the answer has ended. */
  isCallSent(): boolean
  /** Most bytes of the answer's body. */
  readonly maxBytes: number
  resolve(answer: UpstreamAnswer): void
  reject(error: unknown): void
}

/** Abortable from outside, before and after the connection is there. */
export interface AnswerReceiver extends Dispatcher.DispatchHandler {
  abort(error: UpstreamError): void
}

/** A dispatch handler that collects one answer whole, and breaks it off where it grows too long. */
export function receiveAnswer({ maxBytes, isCallSent, resolve, reject }: Reception): AnswerReceiver {
  const parts: Buffer[] = []
  let controller: Dispatcher.DispatchController | undefined
  let abortedWith: UpstreamError | undefined
  let status = 0
  let headers: UpstreamAnswer['headers'] = {}
  let bytes = 0

  function abort(error: UpstreamError): void {
    if (abortedWith !== undefined) return
    abortedWith = error
    controller?.abort(error)
    reject(error)
  }

  return {
    abort,
    onRequestStart(started) {
      controller = started
      if (abortedWith !== undefined) started.abort(abortedWith)
    },
    onResponseStart(_controller, statusCode, received) {
      status = statusCode
      headers = received
    },
    onResponseData(_controller, part) {
      bytes += part.length
      if (bytes > maxBytes) return abort(new UpstreamError('oversize', `sent more than ${maxBytes} bytes`))
      parts.push(part)
    },
    onResponseEnd() {
      const [only] = parts
      const body = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, bytes)
      resolve({ status, headers, body, isCallSent: isCallSent() })
    },
    onResponseError(_controller, error) {
      reject(abortedWith ?? error)
    }
  }
}
