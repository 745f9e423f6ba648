import type { DeploymentSettings, Environment, RemoteProvider, Target } from '../../src/providers/provider.ts'
import { Documents } from '../../src/rerank/documents.ts'
import { noCacheWishes, noOptions, noWishes, type RerankRequest } from '../../src/rerank/rerank-request.ts'
import type { UpstreamAnswer } from '../../src/upstream/upstream-call.ts'

export const image = 'data:image/png;base64,iVBORw0KGgo='

export function givenSettings(settings: Partial<DeploymentSettings> = {}): DeploymentSettings {
  return { model: 'model', apiKey: undefined, apiBase: undefined, headers: {}, parameters: {}, ...settings }
}

/** The target of settings that are right. Throws every fault of those that are not. */
export function givenTarget(
  provider: RemoteProvider,
  settings: Partial<DeploymentSettings>,
  environment: Environment = {}
): Target {
  const resolved = provider.resolve(givenSettings(settings), environment)
  if ('target' in resolved) return resolved.target
  throw new Error(resolved.faults.map(({ setting, message }) => `${setting}: ${message}`).join('\n'))
}

/** What a settings' faults are about, in order. */
export function faultySettings(
  provider: RemoteProvider,
  settings: Partial<DeploymentSettings>,
  environment: Environment = {}
): string[] {
  const resolved = provider.resolve(givenSettings(settings), environment)
  return 'faults' in resolved ? resolved.faults.map(({ setting }) => setting) : []
}

export function givenRequest(
  documents: Documents | readonly string[],
  {
    options,
    ...request
  }: Partial<Omit<RerankRequest, 'options'>> & { options?: Partial<RerankRequest['options']> } = {}
): RerankRequest {
  return {
    model: 'alias',
    query: 'hello',
    topN: undefined,
    returnDocuments: true,
    normalization: undefined,
    scoreThreshold: undefined,
    wishes: noWishes,
    cache: noCacheWishes,
    isDryRun: false,
    ...request,
    documents: documents instanceof Documents ? documents : Documents.of(documents),
    options: { ...noOptions, ...options }
  }
}

/** Documents whose texts and images came as objects. */
export function givenObjects(objects: readonly { readonly text?: string; readonly image?: string }[]): Documents {
  const written = new Map<number, Buffer>()
  const images = new Map<number, string>()
  for (const [index, { text, image }] of objects.entries()) {
    if (text !== undefined) written.set(index, Buffer.from(JSON.stringify(text)))
    if (image !== undefined) images.set(index, image)
  }
  return new Documents({ bytes: Buffer.alloc(0), spans: new Uint32Array(2 * objects.length), written, images })
}

export function givenAnswer(body: string | Buffer | object, rest: Partial<UpstreamAnswer> = {}): UpstreamAnswer {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return { status: 200, headers: {}, isCallSent: true, ...rest, body: bytes }
}

/** The body of the call that a provider makes of a request. */
export function sentBody(provider: RemoteProvider, target: Target, request: RerankRequest): Record<string, unknown> {
  return JSON.parse(String(provider.encode(target, request, Buffer.allocUnsafe).body)) as Record<string, unknown>
}
