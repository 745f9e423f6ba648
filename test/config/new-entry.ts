import { readCredentials } from '../../src/config/credentials.ts'
import { DeploymentIds } from '../../src/config/deployment-ids.ts'
import type { EntryContext } from '../../src/config/entry-context.ts'
import type { EntrySettings } from '../../src/config/entry-settings.ts'
import { readEntry } from '../../src/config/read-entry.ts'
import { fakeProviders } from './fake-providers.ts'
import { newReading } from './notice-lines.ts'

/** What an entry is read with, and what is told of it. */
export function newContext(environment: Readonly<Record<string, string>> = {}, credentialList: unknown = []) {
  const told = newReading(environment)
  const context: EntryContext = {
    environment,
    report: told.report,
    credentials: readCredentials(credentialList, told.reading),
    ids: new DeploymentIds(),
    lookup: fakeProviders,
    ownProviders: new Set(['acme']),
    atOnce: undefined
  }
  return { ...told, context }
}

/** The settings of an entry that must be without fault. */
export function entrySettings(entry: object, environment: Readonly<Record<string, string>> = {}): EntrySettings {
  const { context, faults } = newContext(environment)
  const read = readEntry(entry, 0, context)
  if (read === undefined || !('settings' in read)) throw new Error(`no settings: ${faults().join('\n')}`)
  return read.settings
}
