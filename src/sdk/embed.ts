import { randomUUID } from 'node:crypto'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { readCohereRequest } from '../server/dialects/cohere-request.ts'
import type { EmbeddedGateway } from './embedded-gateway.ts'
import { shapeResponse } from './shape-response.ts'

export function embed(gateway: Gateway): EmbeddedGateway {
  return {
    async rerank({ signal = new AbortController().signal, timeout, ...fields }) {
      // The same reading as a request over HTTP, so that both refuse the same and score the same.
      const request = readCohereRequest(Buffer.from(JSON.stringify(fields)), gateway.config.maxDocuments)
      const wishes = { ...request.wishes, timeoutMs: timeoutMs(timeout) }
      const answer = await gateway.rerank({ ...request, wishes }, { signal, isExplained: false })
      return shapeResponse(answer, randomUUID())
    },
    close: () => gateway.close()
  }
}

function timeoutMs(seconds: number | undefined): number | undefined {
  if (seconds === undefined) return undefined
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  throw new GatewayError('invalid_request', `timeout: must be seconds above 0, not ${seconds}`, { param: 'timeout' })
}
