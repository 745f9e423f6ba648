import { randomUUID } from 'node:crypto'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { readCohereRequest } from '../server/dialects/cohere-request.ts'
import type { RerankParams } from './rerank-params.ts'
import { type RerankResponse, rerankResponse } from './rerank-response.ts'

/** A gateway in this process: what the HTTP server does, without the server. */
export interface EmbeddedGateway {
  /**
   * Ranks documents with a model of the configuration.
   * @throws GatewayError whose `code`, `status` and `message` are those of the HTTP API
   */
  rerank(params: RerankParams & { readonly model: string }): Promise<RerankResponse>
  /** Waits for calls in flight and closes every connection. */
  close(): Promise<void>
}

export function embed(gateway: Gateway): EmbeddedGateway {
  return {
    async rerank({ signal = new AbortController().signal, timeout, ...fields }) {
      // The same reading as a request over HTTP, so that both refuse the same and score the same.
      const request = readCohereRequest(Buffer.from(JSON.stringify(fields)), gateway.config.maxDocuments)
      const answer = await gateway.rerank(request, { signal, timeoutMs: timeoutMs(timeout) })
      return rerankResponse(answer, randomUUID())
    },
    close: () => gateway.close()
  }
}

function timeoutMs(seconds: number | undefined): number | undefined {
  if (seconds === undefined) return undefined
  if (Number.isFinite(seconds) && seconds > 0) return seconds * 1000
  throw new GatewayError('invalid_request', `timeout: must be seconds above 0, not ${seconds}`, { param: 'timeout' })
}
