import type { IncomingMessage } from 'node:http'
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
import { errorBody, replyWithError } from './error-reply.ts'
import { registerMethodNotAllowed } from './method-not-allowed.ts'
import { readBody } from './read-body.ts'
import { registerDocs } from './routes/docs.ts'
import { registerHealth } from './routes/health.ts'
import { registerModelInfo } from './routes/model-info.ts'
import { registerModelListing } from './routes/model-listing.ts'
import { registerOpenapi } from './routes/openapi.ts'
import { registerRerank } from './routes/rerank.ts'
import type { ServerState } from './server-state.ts'

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
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: callId,
    // A logger for each request costs every request; only refusals log, and they name their call.
    childLoggerFactory: (logger) => logger,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    // What comes on a kept connection while we drain is still served, and the connection told to close (promise P14).
    return503OnClosing: false,
    routerOptions: { maxParamLength: maxPathLength },
    // Requests are read by the dialects; without these two Fastify loads Ajv and more at start, for nothing.
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
    frameworkErrors: (error, request, reply) => {
      replyWithError(error, request, reply as never)
    },
    clientErrorHandler: (error, socket) => {
      log.info({ code: error.code }, 'unreadable request')
      if (socket.writable) socket.end(rawRefusal(error.code))
      else socket.destroy()
    }
  })
  app.setErrorHandler(replyWithError)
  // Found out in the first hook, before anything is read; Fastify's own text must never be sent.
  app.setNotFoundHandler((request, reply) => replyWithError(noSuchRoute(request), request, reply))
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', (request: FastifyRequest, payload: IncomingMessage, done) =>
    readBody(request, payload, { maxBytes: gateway.config.maxRequestBytes, buffers: gateway.buffers }, done)
  )

  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-litellm-call-id', request.id)
    done(request.is404 ? noSuchRoute(request) : undefined)
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (state.isDraining) reply.header('connection', 'close')
    done()
  })
  const { masterKey } = gateway.config
  if (masterKey !== undefined) await registerAuthentication(app, masterKey)

  const methodsByPath = methodsOf(app)
  registerRerank(app, gateway, state, bodyDone)
  registerModelListing(app, () => gateway.config)
  registerModelInfo(app, () => gateway.config)
  registerHealth(app, gateway, state)
  registerOpenapi(app, gateway.config)
  registerDocs(app, gateway.config)
  registerMethodNotAllowed(app, new Map(methodsByPath))
  app.addHook('onClose', () => gateway.close())
  return app
}

function noCompiler(): never {
  throw new Error('a route has a schema for Fastify, which nothing compiles here')
}

/** Fills as routes are registered. */
function methodsOf(app: FastifyInstance): ReadonlyMap<string, ReadonlySet<string>> {
  const methodsByPath = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByPath.get(url) ?? new Set()
    for (const each of [method as HTTPMethods | HTTPMethods[]].flat()) methods.add(each)
    methodsByPath.set(url, methods)
  })
  return methodsByPath
}

function noSuchRoute({ method, url }: FastifyRequest): GatewayError {
  const path = url.split('?', 1)[0]?.slice(0, 100) ?? ''
  return new GatewayError('not_found', `${method} ${path}: no such route; see /openapi.json`)
}

/** Bytes that are no HTTP get the same error shape, written by hand: there is no request to reply to. */
function rawRefusal(code: string | undefined): string {
  const tooLong = code === 'HPE_HEADER_OVERFLOW'
  const tooSlow = code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const status = tooLong ? '431 Request Header Fields Too Large' : tooSlow ? '408 Request Timeout' : '400 Bad Request'
  const what = tooLong
    ? 'the headers are too large'
    : tooSlow
      ? 'the request took too long to arrive'
      : 'this is no HTTP/1.1 request'
  const body = JSON.stringify(
    errorBody(new GatewayError('invalid_request', what, { status: Number(status.slice(0, 3)) }))
  )
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`
}
