import { GatewayError } from '../errors/gateway-error.ts'
import { whyNoReranker } from './classify-model.ts'
import type { Wildcard } from './config.ts'
import type { Deployment, ModelGroup } from './deployment.ts'
import type { EntrySettings } from './entry-settings.ts'
import { groupDeployments } from './group-deployments.ts'
import { cannotRerank, unknownModel } from './model-error.ts'
import { resolveDeployment } from './resolve-deployment.ts'
import { fillPattern, matchPattern, parsePattern } from './wildcard-pattern.ts'

/** Groups kept: clients choose the names, so they must not be able to fill the memory. */
const mostKept = 1000
/** To look at a group may ask a shared store after each of its deployments. */
const mostShown = 100

/** A wildcard group: the entries of one pattern, resolved for each model that is asked for. */
export function createWildcard(
  text: string,
  entries: readonly EntrySettings[],
  samples: readonly Deployment[]
): Wildcard {
  const pattern = parsePattern(text)
  const kept = new Map<string, ModelGroup>()
  const resolve = (model: string): ModelGroup | undefined => {
    const captures = matchPattern(pattern, model)
    if (captures === undefined) return undefined
    const filled = entries.map((entry) => fill(entry, model, captures))
    const deployments = filled.filter(isDeployment)
    const [first] = filled
    if (deployments.length === 0 && first instanceof GatewayError) throw first
    return groupDeployments(model, deployments)
  }
  return Object.freeze({
    pattern: text,
    entries: Object.freeze(entries.map(({ id, rates }) => ({ id, rates }))),
    samples: Object.freeze(samples),
    groupFor(model: string) {
      const group = kept.get(model) ?? resolve(model)
      if (group === undefined) return undefined
      // To the end: what goes first is what was asked for longest ago.
      kept.delete(model)
      const [oldest] = kept.keys()
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
      kept.set(model, group)
      return group
    },
    askedGroups: () => [...kept.values()].slice(-mostShown)
  })
}

/** A wildcard's entry for one model, or why it cannot serve it. */
function fill(entry: EntrySettings, alias: string, captures: readonly string[]): Deployment | GatewayError {
  if (entry.model.includes('*') && !captures.every(isModelName)) return unknownModel(alias)
  const providerModel = fillPattern(entry.providerModel, captures)
  const model = fillPattern(entry.model, captures)
  const reason = whyNoReranker(entry.provider, providerModel, entry)
  if (reason !== undefined) return cannotRerank(alias, reason)
  const resolved = resolveDeployment(entry, { alias, model, providerModel })
  if ('deployment' in resolved) return resolved.deployment
  return new GatewayError('unknown_model', resolved.faults.map(({ message }) => message).join('; '), { param: 'model' })
}

function isDeployment(filled: Deployment | GatewayError): filled is Deployment {
  return !(filled instanceof GatewayError)
}

/** Model names become parts of URLs: nothing that could lead to another path of the provider's host. */
function isModelName(text: string): boolean {
  // The length first: megabytes are too deep for the expressions.
  return text.length <= 200 && /^[\w.:@+-]+(?:\/[\w.:@+-]+)*$/.test(text) && !/(?:^|\/)\.+(?:\/|$)/.test(text)
}
