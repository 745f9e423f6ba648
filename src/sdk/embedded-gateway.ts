import type { RerankParams } from './rerank-params.ts'
import type { RerankResponse } from './rerank-response.ts'

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
