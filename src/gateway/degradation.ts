import type { ModelGroup } from '../config/deployment.ts'
import type { Scale } from '../rerank/scores.ts'
import type { Leg } from './route-legs.ts'

/** That an answer is not of the model that was asked for, and in which way (promise P5). */
export interface Degradation {
  /** For machines: the header `x-rankgate-degraded`. */
  readonly kind: 'fallback' | 'lexical' | 'as-sent'
  /** For people: in `meta.warnings`. */
  readonly warning: string
}

const kindOfScale: Partial<Readonly<Record<Scale, Degradation['kind']>>> = { lexical: 'lexical', order: 'as-sent' }

const meaningOf: Readonly<Record<Degradation['kind'], string>> = {
  fallback: 'its scores are of another model and must not be compared with those of the first',
  lexical: 'its scores compare words, not meanings',
  'as-sent': 'the documents are in the order in which they were sent'
}

/**
 * What an answer of `leg` is to somebody who asked for `group`; undefined when it is what they asked for.
 * @param first the leg that the request was for: of another group where this one has no deployment for its tags
 */
export function degradation(group: ModelGroup, first: Leg, leg: Leg): Degradation | undefined {
  const isOfGroup = first.group.name === group.name
  const wanted = isOfGroup ? first.space : group.spaces[0]
  if (leg.space.id === wanted.id) return undefined
  const [deployment] = leg.space.deployments
  const kind = (deployment && kindOfScale[deployment.provider.scale]) ?? 'fallback'
  const by = leg.group.name === group.name ? `"${deployment?.model}"` : `"${leg.group.name}"`
  return {
    kind,
    warning: `"${group.name}" ${isOfGroup ? 'failed' : 'has no deployment with the tags'} and ${by} answered instead: ${meaningOf[kind]}`
  }
}
