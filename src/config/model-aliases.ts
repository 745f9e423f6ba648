import type { Config } from './config.ts'
import type { NameMeaning } from './name-meaning.ts'
import { suggestion } from './nearest-name.ts'
import type { Report } from './report.ts'

const root = ['router_settings', 'model_group_alias']

/** `router_settings.model_group_alias` as written. */
export type WrittenAliases = Readonly<Record<string, string | { readonly model: string; readonly hidden?: boolean }>>

/** What an alias may lead to. */
export interface AliasTargets {
  readonly groups: ReadonlyMap<string, unknown>
  /** What a name that is no alias leads to: a group, a deployment, a wildcard's match, or what cannot rerank. */
  readonly meaning: (name: string) => NameMeaning
}

export interface ReadAliases {
  readonly aliases: Config['aliases']
  /** Aliases of what cannot rerank, or of a wildcard itself, and why they cannot be used. */
  readonly skipped: ReadonlyMap<string, string>
}

/** Follows each alias, and aliases of aliases, to the group that it means. */
export function readAliases(written: WrittenAliases, targets: AliasTargets, report: Report): ReadAliases {
  const { groups, meaning } = targets
  const aliases = new Map<string, { group: string; hidden: boolean }>()
  const skippedAliases = new Map<string, string>()
  const ends = new Map<string, string | undefined>()
  const byName = new Map(Object.entries(written))
  for (const [alias, target] of byName) {
    const group = endOf(alias)
    if (groups.has(alias))
      report.warn([...root, alias], `is not used: "${alias}" is also a model_name, and that one answers`)
    if (group === undefined) continue
    const found = meaning(group)
    if (found.kind === 'group') {
      aliases.set(alias, Object.freeze({ group, hidden: typeof target === 'object' && target.hidden === true }))
      continue
    }
    const near = suggestion(group, groups.keys())
    if (found.kind === 'skipped') {
      report.warn([...root, alias], `"${group}" cannot rerank, and the alias is skipped: ${found.reason}${near}`)
      skip(alias, found.reason)
    } else if (found.kind === 'pattern') {
      const reason = `it stands for the wildcard "${group}"; name one of its matches`
      report.warn([...root, alias], `is skipped: ${reason}`)
      skip(alias, reason)
    } else report.fault([...root, alias], `there is no group "${group}"${found.hint || near}`)
  }
  return { aliases, skipped: skippedAliases }

  function skip(alias: string, reason: string): void {
    // It would count as a pattern among the names that were skipped, which no alias is.
    if (!alias.includes('*')) skippedAliases.set(alias, reason)
  }

  /** The first name on the way that is no alias, or is a group too; undefined when the way leads round. Each way is walked once. */
  function endOf(alias: string): string | undefined {
    const way = new Set<string>()
    let name = alias
    let end: string | undefined
    while (end === undefined) {
      const isStart = way.size === 0
      const target = !isStart && groups.has(name) ? undefined : byName.get(name)
      if (target === undefined) end = name
      else if (ends.has(name)) {
        end = ends.get(name)
        break
      } else if (way.has(name)) {
        report.fault([...root, alias], `leads round to itself: ${[...way].slice(0, 5).join(' -> ')} -> ${name}`)
        break
      } else {
        way.add(name)
        name = typeof target === 'string' ? target : target.model
      }
    }
    for (const step of way) ends.set(step, end)
    return end
  }
}
