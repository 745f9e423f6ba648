import { readSettings } from '../../src/config/read-settings.ts'
import { newReport } from './notice-lines.ts'

/** The settings of a file without models, and what is told while they are read further. */
export function givenSettings(root: object, environment: Readonly<Record<string, string>> = {}) {
  const told = newReport()
  return { settings: readSettings({ ...root }, environment, told.report), ...told }
}
