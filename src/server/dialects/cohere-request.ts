import { GatewayError } from '../../errors/gateway-error.ts'
import { JsonScanner } from '../../json/json-scanner.ts'
import { JsonSyntaxError } from '../../json/json-syntax-error.ts'
import type { RerankRequest } from '../../rerank/rerank-request.ts'
import type { Normalization } from '../../rerank/scores.ts'
import { cacheWishes } from './cache-wishes.ts'
import { forbiddenFields } from './cohere-fields.ts'
import type { HeaderWishes } from './header-wishes.ts'
import { isKnownField, KnownFields } from './known-fields.ts'
import { readDocuments } from './object-documents.ts'
import { routeWishes } from './route-wishes.ts'
import { type ScannedDocuments, scanDocuments } from './scan-documents.ts'

/** More top-level fields than any client sends. */
const maxFields = 100
const noExtra: ReadonlyMap<string, unknown> = new Map()

/**
 * Reads a rerank request out of its bytes in one scan; documents stay where they are.
 * @param headers what the request's headers ask for, over its fields
 * @throws GatewayError `invalid_request` with `param`, naming the field and what it should be
 */
export function readCohereRequest(body: Buffer, maxDocuments: number, headers?: HeaderWishes): RerankRequest {
  const { fields, extra, scanned } = scanBody(body, maxDocuments)
  for (const name of extra.keys()) {
    if (forbiddenFields.has(name)) throw fault(name, `${name}: not allowed in a request, only in the configuration`)
  }
  if (!fields.has('query')) throw missing('query')
  if (scanned === undefined) throw missing('documents')
  if (!fields.has('model')) throw missing('model')
  const known = new KnownFields(fields)
  return {
    model: known.take('model') as string,
    query: known.take('query') as string,
    documents: readDocuments(body, scanned, known.take('rank_fields') as string[] | undefined),
    topN: known.take('top_n') as number | undefined,
    returnDocuments: (known.take('return_documents') as boolean | undefined) ?? true,
    normalization: known.take('normalize') as Normalization | undefined,
    scoreThreshold: known.take('score_threshold') as number | undefined,
    options: {
      truncate: known.take('truncate') as string | undefined,
      instruction: known.take('instruction') as string | undefined,
      maxTokensPerDocument: known.take('max_tokens_per_doc') as number | undefined,
      maxChunksPerDocument: known.take('max_chunks_per_doc') as number | undefined,
      extra
    },
    wishes: routeWishes(known, headers),
    cache: cacheWishes(known, headers),
    isDryRun: (known.take('dry_run') as boolean | undefined) ?? false
  }
}

interface ScannedBody {
  /** Top-level members besides `documents`, decoded: those that have a meaning here. */
  readonly fields: ReadonlyMap<string, unknown>
  /** And the others. */
  readonly extra: ReadonlyMap<string, unknown>
  readonly scanned: ScannedDocuments | undefined
}

function scanBody(body: Buffer, maxDocuments: number): ScannedBody {
  const fields = new Map<string, unknown>()
  let extra: Map<string, unknown> | undefined
  let scanned: ScannedDocuments | undefined
  try {
    JsonScanner.scan(body, (scanner) => {
      if (scanner.kind() !== 'object') throw fault('request_body', 'the body must be a JSON object')
      scanner.members((name) => {
        const isTwice = name === 'documents' ? scanned !== undefined : fields.has(name) || extra?.has(name) === true
        if (isTwice) throw fault(name, `${name.slice(0, 100)}: given twice`)
        if (name === 'documents') scanned = scanDocuments(scanner, maxDocuments)
        else if (fields.size + (extra?.size ?? 0) === maxFields) {
          throw fault('request_body', `the body has more than ${maxFields} fields`)
        } else if (isKnownField(name)) fields.set(name, name === 'model' ? scanner.decodeName() : scanner.decode())
        else {
          extra ??= new Map()
          extra.set(name, scanner.decode())
        }
      })
    })
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    throw fault('request_body', `Invalid JSON payload: ${error.message}`)
  }
  return { fields, extra: extra ?? noExtra, scanned }
}

function missing(name: string): GatewayError {
  return fault(name, `/rerank: Missing required parameter: '${name}'.`)
}

function fault(param: string, message: string): GatewayError {
  return new GatewayError('invalid_request', message, { param: param.slice(0, 100) })
}
