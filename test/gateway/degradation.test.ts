import t from 'tap'
import { lastResort } from '../../src/config/last-resort.ts'
import { resolveModel } from '../../src/config/resolve-model.ts'
import { degradation } from '../../src/gateway/degradation.ts'
import { configOf, nimModel } from '../start-gateway.ts'

function entry(model_name: string, revision: string): object {
  const litellm_params = { model: `nvidia_nim/${nimModel}`, api_base: 'http://127.0.0.1:1' }
  return { model_name, litellm_params, model_info: { revision } }
}

const config = configOf({
  model_list: [entry('rerank', '2'), entry('rerank', '1'), entry('same', '2'), entry('backup', '0')]
})
const asked = resolveModel(config, 'rerank')

const first = { group: asked, space: asked.spaces[0] }

function stoodIn(name: string, spaceAt = 0, wanted = first) {
  const group = lastResort(name) ?? resolveModel(config, name)
  const space = group.spaces[spaceAt]
  if (space === undefined) throw new Error(`${name} has no such space`)
  return degradation(asked, wanted, { group, space })
}

t.test('P5 an answer of the score space that was asked for is none, whoever gave it', async (t) => {
  t.equal(stoodIn('rerank'), undefined)
  t.equal(stoodIn('same'), undefined)
})

t.test('P5 another score space says that its scores are others', async (t) => {
  t.match(stoodIn('backup'), {
    kind: 'fallback',
    warning: '"rerank" failed and "backup" answered instead: its scores are of another model'
  })
  t.match(stoodIn('rerank', 1), { kind: 'fallback', warning: `"rerank" failed and "nvidia_nim/${nimModel}" answered` })
})

t.test('P5 a last resort says what it is', async (t) => {
  t.match(stoodIn('local/lexical'), { kind: 'lexical', warning: /compare words/ })
  t.match(stoodIn('passthrough'), { kind: 'as-sent', warning: /in the order in which they were sent/ })
})

t.test('P5 where tags leave another score space as the first, that is what was asked for', async (t) => {
  const [, space = asked.spaces[0]] = asked.spaces
  t.equal(stoodIn('rerank', 1, { group: asked, space }), undefined)
  t.match(stoodIn('rerank', 0, { group: asked, space }), { kind: 'fallback' })
  const backup = resolveModel(config, 'backup')
  t.match(stoodIn('backup', 0, { group: backup, space: backup.spaces[0] }), {
    kind: 'fallback',
    warning: /^"rerank" has no deployment with the tags and "backup" answered instead/
  })
})
