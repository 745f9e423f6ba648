import t from 'tap'
import type { configurationSchema } from '../../../src/config/schema/configuration.ts'
import type { modelInfoSchema } from '../../../src/config/schema/model-info.ts'
import type { deploymentRankgateSchema } from '../../../src/config/schema/rankgate-settings.ts'
import type { routerSettingsSchema } from '../../../src/config/schema/router-settings.ts'
import type { ValueOf } from '../../../src/config/schema/value-of.ts'

type Same<One, Other> = [One, Other] extends [Other, One] ? true : false
type Info = ValueOf<typeof modelInfoSchema>
type Router = ValueOf<typeof routerSettingsSchema>
type Configuration = ValueOf<typeof configurationSchema>

// Held by the compiler.
const held: [
  Same<ValueOf<typeof deploymentRankgateSchema>, { contract?: string; normalize?: 'raw' | 'sigmoid' }>,
  Same<Info['id'], string | number | undefined>,
  Same<Info['pointwise'], boolean | undefined>,
  Same<Router['fallbacks'], Record<string, string[]>[] | undefined>,
  Same<Router['model_group_alias'], Record<string, string | { model: string; hidden?: boolean }> | undefined>,
  Same<Configuration['model_list'][number]['litellm_params']['model'], string>,
  Same<NonNullable<Configuration['credential_list']>[number]['credential_info'], unknown>,
  Same<ValueOf<{ type: 'null' }>, null>,
  Same<ValueOf<{ type: 'array' }>, unknown[]>,
  Same<ValueOf<{ type: 'object' }>, Record<string, unknown>>,
  Same<ValueOf<{ type: 'string' }>, number>
] = [true, true, true, true, true, true, true, true, true, true, false]

t.test('a schema written as a constant has the type of its values', async (t) => {
  t.strictSame(held, [...Array(10).fill(true), false])
})
