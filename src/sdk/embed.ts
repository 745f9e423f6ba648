import { randomUUID } from 'node:crypto'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { readCohereRequest } from '../server/dialects/cohere-request.ts'
import type { EmbeddedGateway } from './embedded-gateway.ts'
import { shapeResponse } from './shape-response.ts'

export function embed(gateway: Gateway): EmbeddedGateway {
  return {
    async rerank({ signal = new AbortController().signal, ...fields }) {
      refuseNoNumbers(fields)
      // The same reading as a request over HTTP, so that both refuse the same and score the same.
      const request = readCohereRequest(Buffer.from(JSON.stringify(fields)), gateway.config.maxDocuments)
      const answer = await gateway.rerank(request, { signal, isExplained: false })
      return shapeResponse(answer, randomUUID())
    },
    close: () => gateway.close()
  }
}

/** NaN and infinities would become null in JSON, and count as absent. */
function refuseNoNumbers(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'number' || Number.isFinite(value)) continue
    throw new GatewayError('invalid_request', `${name}: must be a number, not ${value}`, { param: name })
  }
}
