import { randomUUID } from 'node:crypto'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { readCohereRequest } from '../server/dialects/cohere-request.ts'
import { planAnswer } from '../server/dialects/plan-answer.ts'
import type { EmbeddedGateway } from './embedded-gateway.ts'
import { shapeResponse } from './shape-response.ts'

export function embed(gateway: Gateway): EmbeddedGateway {
  return {
    async rerank({ signal = new AbortController().signal, ...fields }) {
      const request = readFields(fields, gateway)
      if (request.isDryRun) throw new GatewayError('invalid_request', 'dry_run: call plan()', { param: 'dry_run' })
      const answer = await gateway.rerank(request, { signal, isExplained: false, spentMs: 0 })
      return shapeResponse(answer, randomUUID())
    },
    plan: async ({ signal: _, ...fields }) => planAnswer(await gateway.plan(readFields(fields, gateway)), randomUUID()),
    close: () => gateway.close()
  }
}

/** The same reading as a request over HTTP, so that both refuse the same and score the same. */
function readFields(fields: Readonly<Record<string, unknown>>, { config }: Gateway): RerankRequest {
  refuseNoNumbers(fields)
  return readCohereRequest(Buffer.from(JSON.stringify(fields)), config.maxDocuments)
}

/** NaN and infinities would become null in JSON, and count as absent. */
function refuseNoNumbers(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'number' || Number.isFinite(value)) continue
    throw new GatewayError('invalid_request', `${name}: must be a number, not ${value}`, { param: name })
  }
}
