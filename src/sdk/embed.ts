import { randomUUID } from 'node:crypto'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { readCohereRequest } from '../server/dialects/cohere-request.ts'
import { planAnswer } from '../server/dialects/plan-answer.ts'
import type { EmbeddedGateway } from './embedded-gateway.ts'
import { shapeResponse } from './shape-response.ts'
import { writeFields } from './write-fields.ts'

export function embed(gateway: Gateway): EmbeddedGateway {
  return {
    async rerank({ signal: given, ...fields }) {
      const signal = signalOf(given)
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
  return readCohereRequest(writeFields(fields), config.maxDocuments)
}

function signalOf(signal: AbortSignal | null | undefined): AbortSignal {
  if (signal === null || signal === undefined) return new AbortController().signal
  // Not by its class: an AbortSignal of another realm or library is one too.
  if (typeof signal.addEventListener === 'function') return signal
  throw new GatewayError('invalid_request', 'signal: must be an AbortSignal', { param: 'signal' })
}
