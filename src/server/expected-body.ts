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

/** Tells a client that waits to send its body. @param asked called when that is on its way, behind the answers before it */
export function askForBody(request: IncomingMessage, asked: () => void): void {
  const response = waiting.get(request)
  if (response === undefined) return
  waiting.delete(request)
  response.writeContinue()
  if (response.socket === null) response.once('socket', asked)
  else asked()
}
