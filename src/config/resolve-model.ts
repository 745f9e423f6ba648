import type { Config } from './config.ts'
import type { ModelGroup } from './deployment.ts'
import { groupByName } from './group-deployments.ts'
import { cannotRerank, unknownModel } from './model-error.ts'
import { nearestName } from './nearest-name.ts'
import { bySpecificity, matchPattern, parsePattern, type WildcardPattern } from './wildcard-pattern.ts'

/** What names beside the configured ones lead to. Made once for each configuration, when first needed. */
interface Index {
  readonly byId: ReadonlyMap<string, ModelGroup>
  readonly byModel: ReadonlyMap<string, ModelGroup>
  /** Skipped names that are wildcards, most specific first. */
  readonly skippedPatterns: readonly WildcardPattern[]
}

/** The parts of a configuration that say what a name means. */
export type ModelNames = Pick<Config, 'deployments' | 'groups' | 'aliases' | 'wildcards' | 'skipped'>

const indexes = new WeakMap<ModelNames, Index>()

/**
 * Finds what a client's model name means: a group, an alias, a deployment's id, a wildcard, or a deployment's own model,
 * in this order.
 * @throws GatewayError `model_cannot_rerank` for what was skipped, `unknown_model` for the rest
 */
export function resolveModel(config: ModelNames, model: string): ModelGroup {
  const alias = config.aliases.get(model)
  const name = config.groups.has(model) || alias === undefined ? model : alias.group
  const group = config.groups.get(name)
  if (group !== undefined) return group
  const reason = config.skipped.get(name)
  const { byId, byModel, skippedPatterns } = indexOf(config)
  const deployment = byId.get(name)
  if (deployment !== undefined) return deployment
  if (reason !== undefined) throw cannotRerank(model, reason)

  const skipped = skippedPatterns.find((pattern) => matchPattern(pattern, name) !== undefined)
  for (const wildcard of config.wildcards) {
    if (skipped !== undefined && bySpecificity(skipped, parsePattern(wildcard.pattern)) < 0) break
    const matched = wildcard.groupFor(name)
    if (matched !== undefined) return matched
  }
  const own = byModel.get(name)
  if (own !== undefined) return own
  if (skipped !== undefined)
    throw cannotRerank(model, `it matches "${skipped.text}": ${config.skipped.get(skipped.text)}`)
  throw unknownModel(model, didYouMean(config, model))
}

function indexOf(config: ModelNames): Index {
  const known = indexes.get(config)
  if (known !== undefined) return known
  const patterns = Array.from(config.skipped.keys(), parsePattern).filter(({ literals }) => literals.length > 1)
  const index = {
    byId: groupByName(config.deployments, ({ id }) => id),
    byModel: groupByName(config.deployments, ({ model }) => model),
    skippedPatterns: patterns.sort(bySpecificity)
  }
  indexes.set(config, index)
  return index
}

/** A guess costs time, and anybody with a key can ask for many: only so many names are looked at. */
const mostGuessed = 500

function didYouMean({ groups, aliases }: ModelNames, model: string): string {
  const listed = [...aliases].flatMap(([name, { hidden }]) => (hidden ? [] : [name]))
  const nearest = nearestName(model, [...groups.keys(), ...listed].slice(0, mostGuessed))
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`
}
