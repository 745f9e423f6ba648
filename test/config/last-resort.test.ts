import t from 'tap'
import { lastResort, lastResortNames } from '../../src/config/last-resort.ts'
import { configOf } from '../start-gateway.ts'

t.test('the last resorts are groups of one deployment in this process, at no cost', async (t) => {
  t.strictSame(lastResortNames, ['local/lexical', 'passthrough'])
  for (const name of lastResortNames) {
    const [deployment] = lastResort(name)?.spaces[0].deployments ?? []
    t.equal(deployment?.alias, name)
    t.equal(deployment?.target, undefined)
    t.equal(deployment?.price.perQuery, 0)
  }
  t.equal(lastResort('rerank'), undefined)
})

t.test('the built-in lexical reranker is of one score space with a configured one', async (t) => {
  const config = configOf({ model_list: [{ model_name: 'words', litellm_params: { model: 'local/lexical' } }] })
  t.equal(lastResort('local/lexical')?.spaces[0].id, config.groups.get('words')?.spaces[0].id)
})
