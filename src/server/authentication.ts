import bearerAuth from '@fastify/bearer-auth'
import type { FastifyInstance } from 'fastify'
import { keyCheck } from '../access/check-key.ts'
import type { Secret } from '../secret/secret.ts'
import { presentedKey } from './credential.ts'

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
    if (request.routeOptions.config.open === true || masterKey() === undefined) return done()
    // The plugin reads this one header; by here it holds the key from whichever header it came in.
    request.raw.headers.authorization = `Bearer ${presentedKey(request.raw.headers)}`
    verifyBearerAuth(request, reply, done)
  })
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
