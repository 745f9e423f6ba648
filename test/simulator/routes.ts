import { answerCohere } from './cohere-answer.ts'
import { answerHostedRerank, answerNim } from './nim-answer.ts'
import type { PendingAnswers } from './pending-answers.ts'
import type { Voice } from './refusal.ts'
import { jsonReply, type Reply } from './reply.ts'
import type { Settings } from './settings.ts'

/** What is called: a fault is injected into one kind of call. */
export type CallKind = 'rerank' | 'poll' | 'models' | 'health' | 'unknown'

export interface Question {
  readonly body: unknown
  /** What the path's parentheses caught: a model or a request's id. */
  readonly name: string | undefined
  readonly settings: Settings
  readonly pending: PendingAnswers
}

export interface Route {
  readonly kind: CallKind
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  readonly speaker: 'nim' | 'cohere'
  /** @throws Refusal */
  readonly answer: (question: Question) => Reply
}

/** The route a path leads to. `/v1/rerank` is two routes: NVIDIA's and Cohere's. */
export function findRoute(path: string, { flavour }: Settings): Route | undefined {
  const matching = routes.filter((route) => route.path.test(path))
  return matching.find(({ speaker }) => speaker === flavour) ?? matching[0]
}

export function callKind(path: string, settings: Settings): CallKind {
  return findRoute(path, settings)?.kind ?? 'unknown'
}

/** Who answers on this path. */
export function voiceOf(path: string, settings: Settings): Voice {
  if (findRoute(path, settings)?.speaker === 'cohere') return 'cohere'
  return settings.hosted ? 'hosted' : 'container'
}

const routes: readonly Route[] = [
  rerankRoute(/^\/v1\/ranking$/, answerNim),
  rerankRoute(/^\/v1\/ranking\/(.+)$/, answerHostedRerank),
  rerankRoute(/^\/v1\/retrieval\/nvidia\/reranking$/, answerNim),
  rerankRoute(/^\/v1\/retrieval\/([^/]+\/.+)\/reranking$/, answerNim),
  rerankRoute(/^\/v1\/rerank$/, answerHostedRerank),
  { ...rerankRoute(/^\/v1\/rerank$/, (question) => answerCohere(question, '1')), speaker: 'cohere' },
  { ...rerankRoute(/^\/v2\/rerank$/, (question) => answerCohere(question, '2')), speaker: 'cohere' },
  readRoute('poll', /^\/v2\/nvcf\/pexec\/status\/([^/]+)$/, ({ name = '', pending }) => pending.poll(name)),
  readRoute('models', /^\/v1\/models$/, ({ settings }) => {
    return jsonReply(200, { object: 'list', data: settings.models.map((id) => ({ id, object: 'model', root: id })) })
  }),
  readRoute('health', /^\/v1\/health\/(?:ready|live)$/, () => jsonReply(200, { message: 'Service is ready.' }))
]

function rerankRoute(path: RegExp, answer: Route['answer']): Route {
  return { kind: 'rerank', method: 'POST', path, speaker: 'nim', answer }
}

function readRoute(kind: CallKind, path: RegExp, answer: Route['answer']): Route {
  return { kind, method: 'GET', path, speaker: 'nim', answer }
}
