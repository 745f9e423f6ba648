import { randomUUID } from 'node:crypto'
import { jsonReply, type Reply } from './reply.ts'

/** A call that the simulated upstream turns down. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Who is speaking: a NIM container, NVIDIA's hosted plane in front of one, or Cohere. */
export type Voice = 'container' | 'hosted' | 'cohere'

/** A refusal in the words of its upstream. A wrong key sounds the same from a container as from the hosted plane. */
export function refusalReply({ status, message }: Refusal, voice: Voice): Reply {
  if (voice === 'cohere') return jsonReply(status, { message })
  const title = titles[status] ?? 'Error'
  if (status === 403 || (voice === 'hosted' && status === 413))
    return jsonReply(status, { status, title, detail: message })
  if (voice === 'container') return jsonReply(status, { error: message })
  const requestId = randomUUID()
  const type = `urn:inference-service:problem-details:${title.toLowerCase().replaceAll(' ', '-')}`
  // the plane hides why a container does not know a model
  const detail = status === 404 ? 'Inference error' : message
  const instance = `/v2/nvcf/pexec/functions/${requestId}`
  const problem = { type, title, status, detail, instance, requestId }
  return jsonReply(status, problem, { 'content-type': 'application/problem+json' })
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity'
}
