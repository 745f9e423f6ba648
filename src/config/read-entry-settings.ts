import { Secret } from '../secret/secret.ts'
import { checkKeys, warnOfUnknown } from './check-keys.ts'
import { digest } from './digest.ts'
import type { EntryContext } from './entry-context.ts'
import type { EntryHead, EntrySettings } from './entry-settings.ts'
import { readModelInfo } from './read-model-info.ts'
import { readParams } from './read-params.ts'
import { readSetting } from './read-setting.ts'
import { warningWhenUnset } from './reading.ts'
import { deploymentRankgateSchema } from './schema/rankgate-settings.ts'
import type { ValueOf } from './schema/value-of.ts'
import { isTree, type Tree } from './tree.ts'
import { vocabularies } from './vocabularies.ts'

/** Entries without an order come after those that have one, as with LiteLLM. */
const lastOrder = Number.MAX_SAFE_INTEGER

/** Reads all that an entry says of its deployment. What does not fit is reported and left out. */
export function readEntrySettings(entry: Tree, head: EntryHead, context: EntryContext): EntrySettings {
  const params = readParams(entry, head.index, context)
  const info = readModelInfo(entry, head.index, context)
  const own = readOwn(entry, head.index, context)
  const { typed, parameters, missing, addressIsKnown } = params
  const { api_key, headers, extra_headers, ...open } = typed
  const id = entryId(info.typed.id, head, { params: { ...open, ...parameters }, info: info.shown, own }, context)
  return {
    ...head,
    id,
    apiKey: api_key === undefined ? undefined : new Secret(api_key),
    apiBase: typed.api_base ?? typed.base_url,
    headers: { ...extra_headers, ...headers },
    parameters: own.contract === undefined ? parameters : { ...parameters, contract: own.contract },
    timeoutMs: typed.timeout === undefined ? undefined : Math.ceil(typed.timeout * 1000),
    weight: typed.weight,
    order: typed.order ?? lastOrder,
    retries: typed.num_retries ?? typed.max_retries,
    cooldownMs: typed.cooldown_time === undefined ? undefined : Math.ceil(typed.cooldown_time * 1000),
    rates: {
      requestsPerMinute: typed.rpm,
      tokensPerMinute: typed.tpm,
      atOnce: typed.max_parallel_requests ?? context.atOnce
    },
    tags: typed.tags ?? [],
    normalization: own.normalize ?? 'raw',
    price: {
      perQuery: info.typed.input_cost_per_query ?? typed.input_cost_per_query,
      perToken: info.typed.input_cost_per_token ?? typed.input_cost_per_token
    },
    revision: info.typed.revision === undefined ? undefined : String(info.typed.revision),
    pointwise: info.typed.pointwise,
    maxDocuments: info.typed.max_documents,
    maxBytes: info.typed.max_bytes,
    modelInfo: info.shown,
    missing,
    addressIsKnown,
    environment: context.environment
  }
}

function readOwn(entry: Tree, index: number, context: EntryContext): ValueOf<typeof deploymentRankgateSchema> {
  const path = ['model_list', index, 'rankgate']
  if (isTree(entry.rankgate)) {
    const unknown = checkKeys(entry.rankgate, path, vocabularies.deploymentRankgate, context.report)
    warnOfUnknown(unknown, path, vocabularies.deploymentRankgate, context.report)
  }
  return readSetting(deploymentRankgateSchema, entry.rankgate, path, warningWhenUnset(context)) ?? {}
}

function entryId(
  given: string | number | undefined,
  { index, alias }: EntryHead,
  open: object,
  { ids, report }: EntryContext
): string {
  if (given === undefined) return ids.assign(digest({ alias, ...open }), index)
  const id = String(given)
  const owner = ids.claim(id, index)
  if (owner !== undefined)
    report.fault(['model_list', index, 'model_info', 'id'], `"${id}" is also the id of model_list[${owner}]`)
  return id
}
