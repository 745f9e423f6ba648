import { nearestName } from './nearest-name.ts'
import { properSection } from './proper-section.ts'
import type { Report } from './report.ts'
import type { SettingPath } from './setting-path.ts'
import type { Tree } from './tree.ts'
import type { Vocabulary } from './vocabularies.ts'

/**
 * Tells of the keys of a section that will not do what their writer expects: typos of ours are faults, all others warnings.
 * @returns the keys that nobody knows
 */
export function checkKeys(section: Tree, path: SettingPath, vocabulary: Vocabulary, report: Report): readonly string[] {
  const { ours, litellm } = vocabulary
  const others = Object.keys(section).filter((key) => !ours.includes(key))
  for (const key of others) {
    if (litellm.has(key)) report.warn([...path, key], misplaced(key, path) ?? "is LiteLLM's and not used by rankgate")
  }
  return faultTypos(section, path, vocabulary, report)
}

/** Makes faults of the keys that look like one of ours, and returns the rest of those that nobody knows. */
export function faultTypos(
  section: Tree,
  path: SettingPath,
  { ours, litellm }: Vocabulary,
  report: Report
): readonly string[] {
  return Object.keys(section).filter((key) => {
    if (ours.includes(key) || litellm.has(key)) return false
    // What is right elsewhere is no typo: mode, of model_info, is near to model.
    const near = properSection(key, path) === undefined ? nearestName(key, ours) : undefined
    if (near !== undefined) report.fault([...path, key], `is unknown; did you mean "${near}"?`)
    return near === undefined
  })
}

/** One warning for each unknown key, with LiteLLM's name for it where that is near. */
export function warnOfUnknown(
  keys: readonly string[],
  path: SettingPath,
  { litellm }: Vocabulary,
  report: Report
): void {
  for (const key of keys) {
    const near = nearestName(key, litellm)
    const hint = near === undefined ? '' : `; LiteLLM's is "${near}", which is not used either`
    report.warn([...path, key], misplaced(key, path) ?? `is unknown and not used${hint}`)
  }
}

/** What to say of a key that stands in the wrong section. */
export function misplaced(key: string, path: SettingPath): string | undefined {
  const section = properSection(key, path)
  return section === undefined ? undefined : `is not used here; write it in ${section}`
}
