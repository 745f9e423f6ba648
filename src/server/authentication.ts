import type { IncomingHttpHeaders } from 'node:http'
import bearerAuth from '@fastify/bearer-auth'
import type { FastifyInstance } from 'fastify'
import { keyCheck } from '../access/check-key.ts'
import { namesThisMachine } from '../access/names-this-machine.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Secret } from '../secret/secret.ts'
import { isBearerAlone, presentedKey } from './credential.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a key. Every route that does not say so is closed (promise P17). */
    open?: true
  }
}

/**
 * Asks every request for the master key, on the route that was matched, before its body is read.
 * @param masterKey gives the key as it is now; undefined where none is asked for
 */
export async function registerAuthentication(app: FastifyInstance, masterKey: () => Secret | undefined): Promise<void> {
  const isMasterKey = currentCheck(masterKey)
  await app.register(bearerAuth, {
    keys: [],
    auth: (key) => isMasterKey(key),
    addHook: false,
    verifyErrorLogLevel: 'debug'
  })
  const { verifyBearerAuth } = app
  if (verifyBearerAuth === undefined) throw new Error('@fastify/bearer-auth did not register')

  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.open === true) return done()
    if (masterKey() === undefined) return done(strangersFault(request.raw.headers))
    const { headers } = request.raw
    // The plugin reads this one header; by here it holds the key from whichever header it came in.
    if (!isBearerAlone(headers)) headers.authorization = `Bearer ${presentedKey(headers)}`
    verifyBearerAuth(request, reply, done)
  })
}

/** Where no key is asked for, only this machine may ask, and a browser of this machine only for pages of this machine. */
function strangersFault({ host, 'sec-fetch-site': site }: IncomingHttpHeaders): GatewayError | undefined {
  // Browsers say so of every request that a page of another site makes (Fetch Metadata, 2.1).
  if (site === 'cross-site') {
    return new GatewayError('forbidden', 'without a master key no page of another site may ask')
  }
  if (host === undefined || namesThisMachine(host)) return undefined
  const shown = JSON.stringify(host.slice(0, 100))
  return new GatewayError(
    'forbidden',
    `without a master key only this machine may ask, by its own name, and not as ${shown}`
  )
}

/** Digests the key once, until it is another. */
function currentCheck(masterKey: () => Secret | undefined): (presented: string) => boolean {
  let current: Secret | undefined
  let check: (presented: string) => boolean = () => false
  return (presented) => {
    const key = masterKey()
    if (key !== current) {
      current = key
      check = key === undefined ? () => false : keyCheck(key)
    }
    return check(presented)
  }
}
