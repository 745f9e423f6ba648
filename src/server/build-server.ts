import type { IncomingMessage } from 'node:http'
import { Server } from 'node:net'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type HTTPMethods,
  LogController
} from 'fastify'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { registerAuthentication } from './authentication.ts'
import { callId } from './call-id.ts'
import { replyWithError } from './error-reply.ts'
import { letWait } from './expected-body.ts'
import { type MethodsByPath, methodNotAllowed } from './method-not-allowed.ts'
import { readBody } from './read-body.ts'
import { refuseInTurn } from './refuse-in-turn.ts'
import { registerDocs } from './routes/docs.ts'
import { registerHealth } from './routes/health.ts'
import { registerModelInfo } from './routes/model-info.ts'
import { registerModelListing } from './routes/model-listing.ts'
import { registerOpenapi } from './routes/openapi.ts'
import { registerRerank } from './routes/rerank.ts'
import { registerRouter } from './routes/router.ts'
import type { ServerState } from './server-state.ts'
import { StillBodies } from './still-bodies.ts'
import { UnreadAnswers } from './unread-answers.ts'

export interface ServerParts {
  readonly gateway: Gateway
  readonly log: FastifyBaseLogger
  readonly state: ServerState
  /** Told of every body's length once it has been read and done with. */
  readonly bodyDone?: (bytes: number) => void
}

/** Milliseconds in which a request must have arrived whole. */
const requestTimeoutMs = 120_000
/** Above the 60 s after which common load balancers drop idle connections, so that they drop them first. */
const keepAliveTimeoutMs = 72_000
const maxPathLength = 512

/** The HTTP server, ready to listen. Closing it closes the gateway's connections too. */
export async function buildServer({
  gateway,
  log,
  state,
  bodyDone = () => undefined
}: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: callId,
    // Each request is given the log itself: one of its own would cost every request, and only refusals log, which name their
    // call. Given to the server, it would have Fastify listen on each answer, to log it.
    childLoggerFactory: () => log,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    // What comes on a kept connection while we drain is still served, and the connection told to close (promise P14).
    return503OnClosing: false,
    // People write whole addresses into settings, and a slash behind them.
    routerOptions: { maxParamLength: maxPathLength, ignoreTrailingSlash: true },
    // Requests are read by the dialects; without these two Fastify loads Ajv and more at start, for nothing.
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
    // Headers that node would drop or answer by itself are ours to refuse: a second key, a missing host.
    http: { joinDuplicateHeaders: true, requireHostHeader: false },
    frameworkErrors: (error, request, reply) => {
      reply.header('x-litellm-call-id', request.id)
      replyWithError(error.code === 'FST_ERR_BAD_URL' ? badPath() : error, request, reply as never)
    },
    clientErrorHandler: ({ code }, socket) => {
      const id = callId({ headers: {} })
      const isNew = refuseInTurn(socket, unreadable(code), id)
      if (isNew) log.info({ call_id: id, code }, 'unreadable request')
    }
  })
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.server.on('checkContinue', (request, response) => {
    letWait(request, response)
    app.server.emit('request', request, response)
  })
  app.server.on('connect', (request) => refuseInTurn(request.socket, noSuchRoute(request), callId(request)))
  app.setErrorHandler(replyWithError)
  // Found out in the first hook, before anything is read; Fastify's own text must never be sent.
  app.setNotFoundHandler((request, reply) => replyWithError(noSuchRoute(request.raw), request, reply))
  app.removeAllContentTypeParsers()
  const still = new StillBodies()
  app.addContentTypeParser('application/json', (request: FastifyRequest, payload: IncomingMessage, done) => {
    const { config, buffers, admission } = gateway
    readBody(request, payload, { maxBytes: config.maxRequestBytes, buffers, admission, still }, done)
  })

  const methodsByPath = methodsOf(app)
  // Whatever has no route is refused before key and body are looked at: there is nothing behind it.
  app.addHook('onRequest', ({ raw, is404 }, reply, done) => {
    if (!is404) return done(homeless(raw))
    const refused = methodNotAllowed(methodsByPath, raw.method, raw.url)
    if (refused !== undefined) reply.header('allow', refused.allow)
    done(refused?.error ?? noSuchRoute(raw))
  })
  // A ranked answer passes by this, and says both by itself.
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-litellm-call-id', request.id)
    if (state.isDraining) reply.header('connection', 'close')
    done()
  })
  await registerAuthentication(app, () => gateway.config.masterKey)

  const unread = new UnreadAnswers(gateway.admission)
  registerRerank(app, gateway, state, unread, bodyDone)
  registerModelListing(app, () => gateway.config)
  registerModelInfo(app, () => gateway.config)
  registerHealth(app, gateway, state)
  registerRouter(app, gateway, state)
  registerOpenapi(app, () => gateway.config)
  registerDocs(app, () => gateway.config)
  // A server of node:http that closes cuts every connection whose answer is written, read or not: first it only stops to listen.
  app.addHook('preClose', () => {
    Server.prototype.close.call(app.server)
    return unread.allRead()
  })
  app.addHook('onClose', () => gateway.close())
  return app
}

function noCompiler(): never {
  throw new Error('a route has a schema for Fastify, which nothing compiles here')
}

/** Fills as routes are registered. */
function methodsOf(app: FastifyInstance): MethodsByPath {
  const methodsByPath = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByPath.get(url) ?? new Set()
    for (const each of [method as HTTPMethods | HTTPMethods[]].flat()) methods.add(each)
    methodsByPath.set(url, methods)
  })
  return methodsByPath
}

function noSuchRoute({ method, url = '' }: IncomingMessage): GatewayError {
  const path = url.split('?', 1)[0]?.slice(0, 100) ?? ''
  return new GatewayError('not_found', `${method} ${path}: no such route; see /openapi.json`)
}

/** HTTP/1.1 wants a host header of every request (RFC 9112, 3.2). */
function homeless({ headers, httpVersion }: IncomingMessage): GatewayError | undefined {
  if (headers.host !== undefined || httpVersion !== '1.1') return undefined
  return new GatewayError('invalid_request', 'the host header is missing')
}

/** Without the path: Fastify's own text shows all of the address, and with it whatever stands behind the question mark. */
function badPath(): GatewayError {
  return new GatewayError(
    'invalid_request',
    'the path is malformed: percent signs stand before two hex digits each, which make UTF-8'
  )
}

/** What node:http could not read, by its code for why. */
function unreadable(code: string | undefined): GatewayError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new GatewayError('invalid_request', 'the headers are too large', { status: 431 })
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new GatewayError('timeout', 'the request took too long to arrive')
  return new GatewayError('invalid_request', 'this is no HTTP/1.1 request')
}
