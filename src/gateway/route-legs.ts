import type { Config } from '../config/config.ts'
import type { ModelGroup, ScoreSpace } from '../config/deployment.ts'
import { lastResort } from '../config/last-resort.ts'
import { resolveModel } from '../config/resolve-model.ts'
import { GatewayError } from '../errors/gateway-error.ts'

/** One way to an answer: a score space, and the group that it was found in. */
export interface Leg {
  readonly group: ModelGroup
  readonly space: ScoreSpace
}

/**
 * The score spaces that a request tries after the first of its own group, in order: the others of that group, those of its
 * fallbacks, of theirs, and so on.
 * @param asked the request's own fallbacks, instead of the configured ones
 */
export function* furtherLegs(
  config: Config,
  group: ModelGroup,
  asked: readonly ModelGroup[] | undefined
): Generator<Leg> {
  for (const space of group.spaces.slice(1)) yield { group, space }
  const visited = new Set([group.name])
  for (const next of asked ?? fallbacksOf(config, group.name, visited)) {
    if (visited.size > config.routing.maxFallbacks) return
    if (visited.has(next.name)) continue
    visited.add(next.name)
    for (const space of next.spaces) yield { group: next, space }
  }
}

/** Those that come after the leg of `space`. */
export function legsAfter(
  space: ScoreSpace,
  config: Config,
  group: ModelGroup,
  asked: readonly ModelGroup[] | undefined
): readonly Leg[] {
  const further = [...furtherLegs(config, group, asked)]
  // -1 for the group's first, which all of them come after.
  return further.slice(1 + further.findIndex((leg) => leg.space === space))
}

/** Finds the groups that a request names as its fallbacks. @throws GatewayError naming the one that there is not */
export function askedFallbacks(config: Config, names: readonly string[]): readonly ModelGroup[] {
  return names.map((name) => {
    try {
      return fallbackGroup(config, name)
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      throw new GatewayError('invalid_request', `fallbacks: ${error.message}`, { param: 'fallbacks', cause: error })
    }
  })
}

/** Depth first: what stands in for a fallback comes before the next fallback. */
function* fallbacksOf(config: Config, name: string, visited: ReadonlySet<string>): Generator<ModelGroup> {
  const { fallbacks, defaultFallbacks } = config.routing
  for (const next of fallbacks.get(name) ?? fallbacks.get('*') ?? defaultFallbacks) {
    if (visited.has(next)) continue
    const group = fallbackGroup(config, next)
    yield group
    if (fallbacks.has(next)) yield* fallbacksOf(config, next, visited)
  }
}

/** A group of the configuration, or a ranking that is built in. */
function fallbackGroup(config: Config, name: string): ModelGroup {
  const builtIn = config.groups.has(name) ? undefined : lastResort(name)
  return builtIn ?? resolveModel(config, name)
}
