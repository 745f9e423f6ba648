import type { Environment } from '../providers/provider.ts'
import { checkKeys, warnOfUnknown } from './check-keys.ts'
import { litellmKeysOf } from './litellm-keys.ts'
import { warnOfIdle } from './no-effect-yet.ts'
import { readSetting } from './read-setting.ts'
import type { Reading } from './reading.ts'
import type { Report } from './report.ts'
import { generalSettingsSchema } from './schema/general-settings.ts'
import { litellmSettingsSchema } from './schema/litellm-settings.ts'
import { rankgateSettingsSchema } from './schema/rankgate-settings.ts'
import { routerSettingsSchema } from './schema/router-settings.ts'
import type { Shape } from './schema/shape.ts'
import type { ValueOf } from './schema/value-of.ts'
import { isTree, type Tree } from './tree.ts'

/** The sections beside `model_list`, checked. */
export interface Settings {
  readonly router: Partial<ValueOf<typeof routerSettingsSchema>>
  readonly litellm: Partial<ValueOf<typeof litellmSettingsSchema>>
  readonly general: Partial<ValueOf<typeof generalSettingsSchema>>
  readonly rankgate: Partial<ValueOf<typeof rankgateSettingsSchema>>
  /** Names of LiteLLM's `custom_provider_map`. */
  readonly ownProviders: ReadonlySet<string>
}

export function readSettings(root: Tree, environment: Environment, report: Report): Settings {
  const reading: Reading = {
    environment,
    report,
    unset: (path, variable) => {
      // Without its key the gateway would run open.
      if (path.at(-1) === 'master_key') {
        report.fault(
          path,
          `the environment variable ${variable} is not set; set it, or remove master_key to run without a key`
        )
      } else report.warn(path, `the environment variable ${variable} is not set: the setting counts as absent`)
    }
  }
  warnOfCallbacks(root.litellm_settings, report)
  return {
    router: section(root, 'router_settings', routerSettingsSchema, reading),
    litellm: section(root, 'litellm_settings', litellmSettingsSchema, reading),
    general: section(root, 'general_settings', generalSettingsSchema, reading),
    rankgate: section(root, 'rankgate', rankgateSettingsSchema, reading),
    ownProviders: customProviders(root.litellm_settings)
  }
}

function section<S extends Shape>(root: Tree, name: string, schema: S, reading: Reading): Partial<ValueOf<S>> {
  const written = root[name]
  if (isTree(written)) checkSection(written, [name], schema, reading.report)
  const settings = readSetting(schema, written, [name], reading) ?? {}
  warnOfIdle(name, settings, [name], reading.report)
  return settings
}

/** Checks the keys of a section, and of the mappings in it that have keys of their own. */
function checkSection(written: Tree, path: readonly string[], { properties = {} }: Shape, report: Report): void {
  const vocabulary = { ours: Object.keys(properties), litellm: litellmKeysOf(path.at(-1) ?? '') }
  warnOfUnknown(checkKeys(written, path, vocabulary, report), path, vocabulary, report)
  for (const [key, shape] of Object.entries(properties)) {
    const member = written[key]
    if (shape.properties !== undefined && isTree(member)) checkSection(member, [...path, key], shape, report)
  }
}

function warnOfCallbacks(section: unknown, report: Report): void {
  if (!isTree(section)) return
  for (const key of ['callbacks', 'success_callback', 'failure_callback']) {
    const callbacks = section[key]
    for (const [index, callback] of (Array.isArray(callbacks) ? callbacks : []).entries()) {
      const name = typeof callback === 'string' ? `"${callback}" ` : ''
      report.warn(['litellm_settings', key, index], `the callback ${name}is LiteLLM's and not used by rankgate`)
    }
    if (typeof callbacks !== 'string') continue
    report.warn(['litellm_settings', key], `the callback "${callbacks}" is LiteLLM's and not used by rankgate`)
  }
}

function customProviders(section: unknown): ReadonlySet<string> {
  const map = isTree(section) ? section.custom_provider_map : undefined
  const names = Array.isArray(map) ? map.map((item: unknown) => (isTree(item) ? item.provider : undefined)) : []
  return new Set(names.filter((name) => typeof name === 'string'))
}
