import type { IncomingMessage, ServerResponse } from 'node:http'

/** Where a client waits for `100 Continue` before it sends its body, by its request. */
const waiting = new WeakMap<IncomingMessage, ServerResponse>()

/** Lets a client wait (`Expect: 100-continue`): what its headers alone decide is answered instead. */
export function letWait(request: IncomingMessage, response: ServerResponse): void {
  waiting.set(request, response)
}

export function waits(request: IncomingMessage): boolean {
  return waiting.has(request)
}

/** Tells a client that waits to send its body. */
export function askForBody(request: IncomingMessage): void {
  waiting.get(request)?.writeContinue()
  waiting.delete(request)
}
