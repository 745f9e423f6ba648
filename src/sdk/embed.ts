import { randomUUID } from 'node:crypto'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { readCohereRequest } from '../server/dialects/cohere-request.ts'
import { planAnswer } from '../server/dialects/plan-answer.ts'
import type { EmbeddedGateway } from './embedded-gateway.ts'
import { paramsObject } from './params-object.ts'
import { shapeResponse } from './shape-response.ts'
import { writeFields } from './write-fields.ts'

export function embed(gateway: Gateway): EmbeddedGateway {
  return {
    async rerank(params) {
      const { signal: given, ...fields } = paramsObject(params, 'rerank')
      const signal = signalOf(given)
      if (signal.aborted) throw ended('the signal had been given before the call: nobody was asked', signal)
      const request = readFields(fields, gateway)
      if (request.isDryRun) throw new GatewayError('invalid_request', 'dry_run: call plan()', { param: 'dry_run' })
      try {
        const answer = await gateway.rerank(request, { signal, isExplained: false, spentMs: 0 })
        return shapeResponse(answer, randomUUID())
      } catch (error) {
        const isEnded = error instanceof GatewayError && error.code === 'client_closed' && signal.aborted
        throw isEnded ? ended('the call was ended by its signal', signal) : error
      }
    },
    async plan(params) {
      const { signal: _, ...fields } = paramsObject(params, 'plan')
      return planAnswer(await gateway.plan(readFields(fields, gateway)), randomUUID())
    },
    close: () => gateway.close()
  }
}

/** The same reading as a request over HTTP, so that both refuse the same and score the same. */
function readFields(fields: Readonly<Record<string, unknown>>, { config }: Gateway): RerankRequest {
  return readCohereRequest(writeFields(fields), config.maxDocuments)
}

/** In words for whoever gave the signal, and with the reason given: what broke off inside is not their concern. */
function ended(message: string, { reason }: AbortSignal): GatewayError {
  return new GatewayError('client_closed', message, { cause: reason })
}

function signalOf(signal: AbortSignal | null | undefined): AbortSignal {
  if (signal === null || signal === undefined) return new AbortController().signal
  // Not by its class: an AbortSignal of another realm or library is one too.
  if (typeof signal.addEventListener === 'function') return signal
  throw new GatewayError('invalid_request', 'signal: must be an AbortSignal', { param: 'signal' })
}
