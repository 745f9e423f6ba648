import type { PlanBody as RerankPlan } from '../server/dialects/plan-body.ts'
import type { RerankParams } from './rerank-params.ts'
import type { RerankResponse } from './rerank-response.ts'

/** A gateway in this process: what the HTTP server does, without the server. */
export interface EmbeddedGateway {
  /**
   * Ranks documents with a model of the configuration.
   * @throws GatewayError whose `code`, `status` and `message` are those of the HTTP API; `client_closed` when `signal` ended the call
   */
  rerank(params: RerankParams & { readonly model: string }): Promise<RerankResponse>
  /**
   * What `rerank` would do now, without calling anybody: calls, estimated tokens and cost, and what the cache knows.
   * @throws GatewayError
   */
  plan(params: RerankParams & { readonly model: string }): Promise<RerankPlan>
  /** Refuses new requests (`not_ready`), waits for those in flight and closes every connection. */
  close(): Promise<void>
}
