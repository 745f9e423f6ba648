import { readSetting } from '../../../src/config/read-setting.ts'
import type { Shape } from '../../../src/config/schema/shape.ts'
import type { ValueOf } from '../../../src/config/schema/value-of.ts'
import { newReading } from '../notice-lines.ts'

/** What a value comes to by a schema, and the faults in it. */
export function settingsOf<const S extends Shape>(
  schema: S,
  value: unknown
): { read: ValueOf<S> | undefined; faults: string[] } {
  const { reading, faults } = newReading()
  return { read: readSetting(schema, value, [], reading), faults: faults().map((line) => line.slice(2)) }
}
