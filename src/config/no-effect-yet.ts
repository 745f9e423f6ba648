import type { Report } from './report.ts'
import type { SettingPath } from './setting-path.ts'

/** Settings that are read and checked, and wait for the work that gives them an effect. That work deletes their rows. */
const noEffectYet: ReadonlySet<string> = new Set(['litellm_settings.json_logs', 'general_settings.database_url'])

/** One warning for each setting of a section that was read and is waiting for its effect. */
export function warnOfIdle(section: string, settings: object, path: SettingPath, report: Report): void {
  for (const key of Object.keys(settings)) {
    if (noEffectYet.has(`${section}.${key}`)) report.warn([...path, key], 'is read, but has no effect in this version')
  }
}
