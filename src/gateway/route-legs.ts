import type { Config } from '../config/config.ts'
import type { ModelGroup, ScoreSpace } from '../config/deployment.ts'
import { lastResort } from '../config/last-resort.ts'
import { resolveModel } from '../config/resolve-model.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { noDeploymentWithTags } from '../router/no-deployment-with-tags.ts'
import { notReady } from '../router/not-ready.ts'
import { servesTags } from '../router/serves-tags.ts'

/** One way to an answer: a score space, and the group that it was found in. */
export interface Leg {
  readonly group: ModelGroup
  readonly space: ScoreSpace
}

/**
 * The leg that a request is for: the first score space of its group. Where tags are filtered, the first that has a deployment
 * for the request's.
 * @throws GatewayError `no_deployment_with_tags`, when neither the group nor what would stand in for it has one
 */
export function firstLeg(
  config: Config,
  group: ModelGroup,
  asked: readonly ModelGroup[] | undefined,
  tags: readonly string[]
): Leg {
  const [space] = group.spaces
  if (servesTags(space, tags, config.routing)) return { group, space }
  const [next] = furtherLegs(config, group, asked, tags)
  if (next === undefined) throw noDeploymentWithTags(group.name, tags)
  return next
}

/**
 * The score spaces that a request may try beside the first of its own group, in order: the others of that group, those of its
 * fallbacks, of theirs, and so on. Those without a deployment for its tags are left out: they neither fail nor rest.
 * @param asked the request's own fallbacks, instead of the configured ones
 */
export function* furtherLegs(
  config: Config,
  group: ModelGroup,
  asked: readonly ModelGroup[] | undefined,
  tags: readonly string[]
): Generator<Leg> {
  const { routing } = config
  for (const space of group.spaces.slice(1)) if (servesTags(space, tags, routing)) yield { group, space }
  const visited = new Set([group.name])
  for (const next of asked ?? fallbacksOf(config, group.name, visited)) {
    if (visited.size > routing.maxFallbacks) return
    if (visited.has(next.name)) continue
    visited.add(next.name)
    for (const space of next.spaces) if (servesTags(space, tags, routing)) yield { group: next, space }
  }
}

/** Those that come after the leg of `space`. */
export function legsAfter(
  space: ScoreSpace,
  config: Config,
  group: ModelGroup,
  asked: readonly ModelGroup[] | undefined,
  tags: readonly string[]
): readonly Leg[] {
  const further = [...furtherLegs(config, group, asked, tags)]
  // -1 for the group's first, which all of them come after.
  return further.slice(1 + further.findIndex((leg) => leg.space === space))
}

/**
 * The first leg that can be called at all, as it is configured.
 * @throws GatewayError `not_ready`, naming what to set, when none can
 */
export function callableLeg(
  config: Config,
  group: ModelGroup,
  asked: readonly ModelGroup[] | undefined,
  tags: readonly string[]
): Leg {
  const first = firstLeg(config, group, asked, tags)
  const callable = [first, ...legsAfter(first.space, config, group, asked, tags)].find(({ space }) =>
    space.deployments.some(({ missing }) => missing === undefined)
  )
  if (callable === undefined) throw notReady(first.space)
  return callable
}

/** Finds the groups that a request names as its fallbacks, if it does. @throws GatewayError naming the one that there is not */
export function askedFallbacks(
  config: Config,
  names: readonly string[] | undefined
): readonly ModelGroup[] | undefined {
  return names?.map((name) => {
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
