import type { Static, TSchema } from 'typebox'
import { readSetting } from '../../../src/config/read-setting.ts'
import { newReading } from '../notice-lines.ts'

/** What a value comes to by a schema, and the faults in it. */
export function settingsOf<T extends TSchema>(
  schema: T,
  value: unknown
): { read: Static<T> | undefined; faults: string[] } {
  const { reading, faults } = newReading()
  return { read: readSetting(schema, value, [], reading), faults: faults().map((line) => line.slice(2)) }
}
