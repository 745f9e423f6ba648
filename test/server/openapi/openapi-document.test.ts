import diagnostics from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import t from 'tap'
import { Secret } from '../../../src/secret/secret.ts'
import type { Operation, PathItem } from '../../../src/server/openapi/openapi.ts'
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts'
import { masterKey, startGateway } from '../../start-gateway.ts'

const document = openapiDocument({ maxDocuments: 77, masterKey: new Secret('sk-canary') })

/** Every operation under every path, those that stand elsewhere too. */
const operations = Object.entries(document.paths).map(([path, item]) => {
  const [method, operation] = Object.entries(resolved(item))[0] as [string, Operation]
  return { path, method: method.toUpperCase(), operation }
})

function resolved(item: PathItem): PathItem {
  return '$ref' in item ? (pointedAt(item.$ref) as PathItem) : item
}

function pointedAt(reference: string): unknown {
  let inside: unknown = document
  for (const key of reference.replace('#/', '').split('/')) {
    inside = (inside as Record<string, unknown>)[key.replaceAll('~1', '/')]
  }
  return inside
}

t.test('every route of the server is described, and nothing else is', async (t) => {
  const paths = new Set<string>()
  const watch = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ url }: RouteOptions) => {
      paths.add(url)
    })
  }
  diagnostics.subscribe('fastify.initialization', watch)
  const { app } = await startGateway(t)
  diagnostics.unsubscribe('fastify.initialization', watch)

  const registered = await Promise.all(
    [...paths].map(async (url) => {
      // Every path refuses OPTIONS and names what it does take.
      const { headers } = await app.inject({ method: 'OPTIONS', url })
      const methods = String(headers.allow).split(', ')
      return methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${url.replace('*', '{id}')}`)
    })
  )
  t.strictSame(registered.flat().sort(), operations.map(({ method, path }) => `${method} ${path}`).sort())
})

t.test('what the document says needs a key is refused without one, and the rest is not', async (t) => {
  const { app } = await startGateway(t)
  for (const { method, path, operation } of operations) {
    const { statusCode } = await app.inject({ method: method as 'GET', url: path.replace('{id}', 'rerank') })
    t.equal(statusCode === 401, operation.security === undefined, `${method} ${path}: ${statusCode}`)
    t.equal(401 in operation.responses, operation.security === undefined, path)
  }
})

t.test('each way to send a key that the document names is one', async (t) => {
  const { app } = await startGateway(t)
  const schemes = Object.values(document.components.securitySchemes) as { name?: string }[]
  for (const { name } of schemes) {
    const headers = name === undefined ? { authorization: `Bearer ${masterKey}` } : { [name]: masterKey }
    t.equal((await app.inject({ url: '/v1/models', headers })).statusCode, 200, name ?? 'bearer')
  }
  t.strictSame(
    document.security.flatMap((each) => Object.keys(each)),
    Object.keys(document.components.securitySchemes)
  )
})

t.test('every reference leads somewhere', async (t) => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, reference]) => reference ?? ''
  )
  t.ok(references.length > 10)
  for (const reference of new Set(references)) t.not(pointedAt(reference), undefined, reference)
})

t.test('operations have ids of their own, tags that exist and the parameters of their path', async (t) => {
  const own = operations.filter(({ path }) => !('$ref' in (document.paths[path] ?? {})))
  const ids = own.map(({ operation }) => operation.operationId)
  t.equal(new Set(ids).size, ids.length)
  const tags = (document.tags as { name: string }[]).map(({ name }) => name)
  for (const { path, operation } of operations) {
    t.ok(
      operation.tags.every((tag) => tags.includes(tag)),
      path
    )
    const inPath = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name)
    t.strictSame(
      inPath,
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    )
  }
})

t.test('the four rerank paths are one operation, described once', async (t) => {
  const [first, ...others] = ['/rerank', '/v1/rerank', '/v2/rerank', '/cohere/v2/rerank']
  t.ok('post' in (document.paths[first ?? ''] ?? {}))
  for (const path of others) t.strictSame(document.paths[path], { $ref: '#/paths/~1rerank' })
})

t.test('a key may be left out where no master key is set', async (t) => {
  t.notOk(document.security.some((each) => Object.keys(each).length === 0))
  t.strictSame(openapiDocument({ maxDocuments: 1, masterKey: undefined }).security[0], {})
})

t.test("it says this configuration's limits, and none of its secrets", async (t) => {
  const text = JSON.stringify(document)
  t.ok(text.includes('"maxItems":77'))
  t.notOk(text.includes('sk-canary'))
})

t.test(
  'every operation that asks for a key tells of the 401, and of the 403 to strangers where no key is set',
  async (t) => {
    for (const { path, operation } of operations) {
      const isOpen = operation.security?.length === 0
      for (const status of ['401', '403']) t.equal(status in operation.responses, !isOpen, `${path} ${status}`)
    }
  }
)
