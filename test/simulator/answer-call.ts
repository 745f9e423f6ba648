import type { RecordedCall } from './call-log.ts'
import type { PendingAnswers } from './pending-answers.ts'
import { Refusal, refusalReply } from './refusal.ts'
import { type Reply, textReply } from './reply.ts'
import { findRoute, type Route, voiceOf } from './routes.ts'
import type { Settings } from './settings.ts'

/** The true answer to a call whose body has come. */
export function answerCall(call: RecordedCall, settings: Settings, pending: PendingAnswers): Reply {
  const path = callPath(call)
  const route = findRoute(path, settings)
  if (!route) return textReply(404, '404 page not found\n', 'text/plain')
  try {
    checkCall(call, route, settings)
    const name = route.path.exec(path)?.[1]
    const reply = route.answer({ body: call.body, name, settings, pending })
    return settings.hosted ? { ...reply, headers: { 'nvcf-status': 'fulfilled', ...reply.headers } } : reply
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error, voiceOf(path, settings))
    throw error
  }
}

/** The path without its query string, percent-decoded where it can be. */
export function callPath({ path }: Pick<RecordedCall, 'path'>): string {
  const [plain = ''] = path.split('?', 1)
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}

function checkCall(call: RecordedCall, route: Route, settings: Settings): void {
  if (call.method !== route.method) throw new Refusal(405, `method ${call.method} is not allowed, use ${route.method}`)
  if (route.kind !== 'health' && !carriesKey(call, settings.keys)) {
    throw route.speaker === 'cohere' ? new Refusal(401, 'invalid api token') : new Refusal(403, 'Authorization failed')
  }
  if (route.method === 'GET') return
  const type = call.headers['content-type'] ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new Refusal(415, `content-type \`${type}\` is not supported, expected \`application/json\``)
  }
  if (call.bodyProblem !== undefined) throw new Refusal(400, `body: ${call.bodyProblem}`)
}

function carriesKey({ headers }: RecordedCall, keys: readonly string[]): boolean {
  return keys.length === 0 || keys.some((key) => headers.authorization === `Bearer ${key}`)
}
