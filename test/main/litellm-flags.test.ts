import t from 'tap'
import { readFlags } from '../../src/main/flags.ts'
import { litellmFlags } from '../../src/main/litellm-flags.ts'

t.test("every flag of LiteLLM's is read as LiteLLM reads it", async (t) => {
  for (const [name, { type, endsStart }] of Object.entries(litellmFlags)) {
    const args = type === 'string' ? [`--${name}`, 'value', 'check'] : [`--${name}`, 'check']
    if (endsStart) t.throws(() => readFlags(args, {}), { name: 'FlagError' }, name)
    else t.match(readFlags(args, {}), { command: 'check', warnings: [`--${name} is LiteLLM's and not used`] }, name)
  }
})
