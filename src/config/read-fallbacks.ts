import { fallbackCycle } from './fallback-cycle.ts'
import { lastResort, lastResortNames } from './last-resort.ts'
import { type NameMeaning, nameMeaning } from './name-meaning.ts'
import { suggestion } from './nearest-name.ts'
import type { Settings } from './read-settings.ts'
import type { Report } from './report.ts'
import type { ModelNames } from './resolve-model.ts'
import type { Routing } from './routing.ts'
import type { SettingPath } from './setting-path.ts'

/** Names of skipped sources that one warning lists. */
const mostListed = 5

/** Reads `fallbacks` and `default_fallbacks`. Names become those of groups, so that an alias need not be looked up later. */
export function readFallbacks(
  { router, litellm }: Pick<Settings, 'router' | 'litellm'>,
  names: ModelNames,
  report: Report
): Pick<Routing, 'fallbacks' | 'defaultFallbacks'> {
  const fallbacks = new Map<string, readonly string[]>()
  const places = new Map<string, SettingPath>()
  const defaults = new Set<string>()
  const skipped = new Set<string>()
  const section = router.fallbacks?.length ? 'router_settings' : 'litellm_settings'
  const list = router.fallbacks?.length ? router.fallbacks : (litellm.fallbacks ?? [])
  for (const [at, member] of list.entries()) {
    for (const [source, targets] of Object.entries(member))
      readChain(source, targets, [section, 'fallbacks', at, source])
  }
  const defaultSection = router.default_fallbacks?.length ? 'router_settings' : 'litellm_settings'
  const written = router.default_fallbacks?.length ? router.default_fallbacks : (litellm.default_fallbacks ?? [])
  for (const name of usable(written, [defaultSection, 'default_fallbacks'])) defaults.add(name)

  if (skipped.size > 0) {
    const shown = [...skipped].slice(0, mostListed).map((name) => `"${name}"`)
    const more = skipped.size > mostListed ? ` and ${skipped.size - mostListed} more` : ''
    report.warn([section, 'fallbacks'], `those of what cannot rerank are skipped: ${shown.join(', ')}${more}`)
  }
  const cycle = fallbackCycle(fallbacks)
  if (cycle !== undefined) {
    report.fault(places.get(cycle[0]) ?? [section, 'fallbacks'], `leads round to itself: ${cycle.join(' -> ')}`)
  }
  return { fallbacks, defaultFallbacks: Object.freeze([...defaults]) }

  function readChain(source: string, targets: readonly string[], path: SettingPath): void {
    if (source === '*') {
      for (const name of usable(targets, path)) defaults.add(name)
      return
    }
    const found = find(source, names)
    if (found.kind === 'group' && !fallbacks.has(found.name)) {
      const chain = new Set(usable(targets, path))
      // A list that is empty as written keeps the default fallbacks away; one of which nothing is left is as if it were not there.
      if (chain.size === 0 && targets.length > 0) return
      places.set(found.name, path)
      fallbacks.set(found.name, Object.freeze([...chain]))
    } else if (found.kind === 'group') {
      report.warn(path, `is not used: "${found.name}" has fallbacks already, further up`)
    } else if (found.kind === 'skipped' || isForeign(targets)) skipped.add(source)
    else report.fault(path, unknown(source, found.hint, names))
  }

  /** A chain of models that are only spoken of here, and cannot rerank. */
  function isForeign(targets: readonly string[]): boolean {
    const kinds = targets.map((name) => find(name, names).kind)
    return kinds.includes('skipped') && !kinds.includes('group')
  }

  function usable(targets: readonly string[], path: SettingPath): string[] {
    return targets.flatMap((name, at) => {
      const found = find(name, names)
      if (found.kind === 'group') return [found.name]
      if (found.kind === 'skipped')
        report.warn([...path, at], `"${name}" cannot rerank, and is skipped: ${found.reason}`)
      else report.fault([...path, at], unknown(name, found.hint, names))
      return []
    })
  }
}

function find(name: string, names: ModelNames): NameMeaning {
  if (lastResort(name) !== undefined && !names.groups.has(name)) return { kind: 'group', name }
  return nameMeaning(names, name)
}

function unknown(name: string, hint: string, { groups, aliases }: ModelNames): string {
  const near = hint === '' ? suggestion(name, [...groups.keys(), ...aliases.keys(), ...lastResortNames]) : hint
  return `there is no group "${name}"${near}`
}
