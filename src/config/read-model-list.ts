import { misplaced } from './check-keys.ts'
import type { Wildcard } from './config.ts'
import type { Deployment } from './deployment.ts'
import type { EntryContext } from './entry-context.ts'
import type { EntrySettings } from './entry-settings.ts'
import { readEntry } from './read-entry.ts'
import type { Report } from './report.ts'
import { resolveDeployment } from './resolve-deployment.ts'
import type { SettingPath } from './setting-path.ts'
import type { Tree } from './tree.ts'
import { createWildcard } from './wildcard.ts'
import { bySpecificity, fillPattern, parsePattern } from './wildcard-pattern.ts'

/** What stands for the star when a wildcard's other settings are tried at start-up. */
const placeholder = 'model'

export interface ModelList {
  readonly deployments: readonly Deployment[]
  readonly wildcards: readonly Wildcard[]
  readonly skipped: ReadonlyMap<string, string>
}

/** Reads `model_list`: deployments, wildcards, and what is skipped. */
export function readModelList(root: Tree, context: EntryContext): ModelList {
  const { report } = context
  const deployments: Deployment[] = []
  const wildcards = new Map<string, EntrySettings[]>()
  const samples: Deployment[] = []
  const skipped = new Map<string, string>()
  for (const [index, value] of entriesOf(root, context).entries()) {
    const entry = readEntry(value, index, context)
    if (entry === undefined) continue
    if ('reason' in entry) {
      if (!skipped.has(entry.alias)) skipped.set(entry.alias, entry.reason)
      continue
    }
    const deployment = tryOut(entry.settings, root, context)
    const { alias } = entry.settings
    if (deployment !== undefined) (alias.includes('*') ? samples : deployments).push(deployment)
    const same = wildcards.get(alias)
    if (same !== undefined) same.push(entry.settings)
    else if (alias.includes('*')) wildcards.set(alias, [entry.settings])
  }
  const served = new Set([...wildcards.keys(), ...deployments.map(({ alias }) => alias)])
  if (served.size === 0 && skipped.size > 0 && report.faults.length === 0) {
    report.warn(['model_list'], 'has no entry that can rerank: every request will be refused')
  }
  const patterns = [...wildcards.keys()].map(parsePattern).sort(bySpecificity)
  const samplesOf = Map.groupBy(samples, ({ alias }) => alias)
  return {
    deployments: Object.freeze(deployments),
    wildcards: Object.freeze(
      patterns.map(({ text }) => createWildcard(text, wildcards.get(text) ?? [], samplesOf.get(text) ?? []))
    ),
    skipped: new Map([...skipped].filter(([name]) => !served.has(name)))
  }
}

function entriesOf({ model_list }: Tree, { report }: EntryContext): readonly unknown[] {
  if (Array.isArray(model_list) && model_list.length > 0) return model_list
  const isAbsent = model_list === undefined || model_list === null
  const problem = isAbsent ? 'is missing' : Array.isArray(model_list) ? 'is empty' : 'must be a list'
  report.fault(
    ['model_list'],
    `${problem}; write "model_list: [{model_name: rerank, litellm_params: {model: local/lexical}}]"`
  )
  return []
}

/** Resolves an entry, a wildcard's with a stand-in, and reports what its provider says of it. */
function tryOut(entry: EntrySettings, root: Tree, { report }: EntryContext): Deployment | undefined {
  const { index, alias, provider } = entry
  const isWildcard = alias.includes('*')
  if (isWildcard && provider.kind === 'embedded') return undefined
  const stars = Array.from(alias, () => placeholder)
  const providerModel = isWildcard ? fillPattern(entry.providerModel, stars) : entry.providerModel
  const resolved = resolveDeployment(entry, { alias, model: entry.model, providerModel })
  if ('faults' in resolved) {
    for (const { setting, message } of resolved.faults) report.fault(pathOf(setting, index, root), message)
    return undefined
  }
  const { deployment } = resolved
  warnOfUnused(entry, deployment, report)
  if (entry.missing === undefined && deployment.missing !== undefined) {
    report.warn(['model_list', index, 'litellm_params'], `the deployment is not ready: ${deployment.missing}`)
  }
  return deployment
}

/** Tells of what the entry says and its provider makes no use of. */
function warnOfUnused({ index, provider, parameters }: EntrySettings, deployment: Deployment, report: Report): void {
  const used = deployment.target?.parameters ?? {}
  for (const key of Object.keys(parameters)) {
    const isContract = key === 'contract' && provider.kind === 'remote'
    if (isContract || Object.hasOwn(used, key)) continue
    const path = key === 'contract' ? ['rankgate', key] : ['litellm_params', key]
    const elsewhere = path[0] === 'litellm_params' ? misplaced(key, ['model_list']) : undefined
    report.warn(['model_list', index, ...path], elsewhere ?? `is unknown to ${provider.name} and not used`)
  }
  if (deployment.normalization === 'sigmoid' && provider.scale !== 'logit') {
    const message = `has no effect: sigmoid is for logits, and ${provider.name} gives none`
    report.warn(['model_list', index, 'rankgate', 'normalize'], message)
  }
}

function pathOf(setting: string, index: number, root: Tree): SettingPath {
  if (setting === 'contract') return ['model_list', index, 'rankgate', 'contract']
  const params = ['model_list', index, 'litellm_params']
  const written = Reflect.get(Object(Reflect.get(Object(root.model_list), index)), 'litellm_params')
  const isOtherName = setting === 'api_base' && Object.hasOwn(Object(written), 'base_url')
  return [...params, isOtherName ? 'base_url' : setting]
}
