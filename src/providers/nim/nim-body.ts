import { GatewayError } from '../../errors/gateway-error.ts'
import { textLiteral } from '../../json/text-literal.ts'
import type { Documents } from '../../rerank/documents.ts'
import type { RerankRequest } from '../../rerank/rerank-request.ts'
import type { Allocate, Target } from '../provider.ts'
import { spliceBody } from '../splice-body.ts'
import { nimModel } from './nim-models.ts'

const truncations: readonly string[] = ['END', 'NONE']

/** NIM's own body. Exactly `model, query, passages, truncate`: NIM 2.x refuses any other field (BerriAI/litellm#34165). */
export function nimBody(target: Target, request: RerankRequest, allocate: Allocate): Buffer {
  const { query, documents } = request
  const before = `${opening(target)}"query":{"text":${textLiteral(query)}},"passages":[`
  // Always sent, because the default differs: NONE on NIM and hosted text models, END on the hosted VL model.
  const after = `],"truncate":"${truncation(target, request)}"}`
  if (documents.hasImages) return withImages(target, documents, before, after)
  return spliceBody({ before, open: '{"text":', close: '}', after }, documents, allocate)
}

/** The Cohere-like body of the hosted routes. All results are asked for, since the cut is made here. */
export function cohereLikeBody(target: Target, request: RerankRequest, allocate: Allocate): Buffer {
  const { query, documents, options } = request
  refuseUnknownTruncation(options.truncate)
  if (documents.hasImages) throw imageRefused(target, documents, 'this route takes text only')
  const before = `${opening(target)}"query":${textLiteral(query)},"documents":[`
  return spliceBody({ before, open: '', close: '', after: `],"top_n":${documents.count}}` }, documents, allocate)
}

/** Made once for each target. */
const openings = new WeakMap<Target, string>()

function opening(target: Target): string {
  const known = openings.get(target)
  if (known !== undefined) return known
  const made = `{"model":${JSON.stringify(target.model)},`
  openings.set(target, made)
  return made
}

/** Says what is wrong with a truncation, or undefined. */
export function truncationFault(value: unknown): string | undefined {
  if (typeof value === 'string' && truncations.includes(value)) return undefined
  return `truncate ${JSON.stringify(value)} is unknown to nvidia_nim; it takes "NONE" or "END"`
}

function truncation(target: Target, { options }: RerankRequest): string {
  refuseUnknownTruncation(options.truncate)
  return options.truncate ?? target.parameters.truncate ?? 'END'
}

function refuseUnknownTruncation(asked: string | undefined): void {
  const fault = asked === undefined ? undefined : truncationFault(asked)
  if (fault !== undefined) throw new GatewayError('invalid_request', fault, { param: 'truncate' })
}

function withImages(target: Target, documents: Documents, before: string, after: string): Buffer {
  if (!nimModel(target.model).takesImages) throw imageRefused(target, documents, 'this model takes text only')
  const passages = Array.from({ length: documents.count }, (_, index) => passage(documents, index))
  return Buffer.from(before + passages.join(',') + after)
}

function passage(documents: Documents, index: number): string {
  const image = documents.image(index)
  if (image !== undefined && !/^data:image\/[\w.+-]+;base64,/.test(image)) {
    throw new GatewayError(
      'invalid_request',
      `documents[${index}].image: must be a base64 data URL such as "data:image/png;base64,..."`,
      { param: 'documents' }
    )
  }
  // An image alone goes without `text`: NIM 2.x refuses an empty one.
  return JSON.stringify({ text: documents.text(index) || undefined, image })
}

function imageRefused(target: Target, documents: Documents, reason: string): GatewayError {
  let index = 0
  while (documents.image(index) === undefined) index++
  return new GatewayError(
    'invalid_request',
    `documents[${index}] has an image, but ${target.model} cannot read it: ${reason}`,
    { param: 'documents' }
  )
}
