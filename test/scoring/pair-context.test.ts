import t from 'tap'
import { pairContext } from '../../src/scoring/pair-context.ts'
import { givenRequest } from '../providers/given.ts'
import { configOf } from '../start-gateway.ts'
import { deploymentWith, spaceWith } from './given.ts'

const space = spaceWith(deploymentWith())
const contextOf = (changes: Parameters<typeof givenRequest>[1] = {}, namespace = 'n', id = 's') =>
  pairContext({ ...space, id }, givenRequest(['a'], changes), namespace)

t.test('whatever may change a score makes another context', async (t) => {
  const contexts = [
    contextOf(),
    contextOf({ query: 'other' }),
    contextOf({}, 'other'),
    contextOf({}, 'n', 'other'),
    contextOf({ options: { truncate: 'NONE' } }),
    contextOf({ options: { instruction: 'NONE' } }),
    contextOf({ options: { maxTokensPerDocument: 5 } }),
    contextOf({ options: { maxChunksPerDocument: 5 } }),
    contextOf({ options: { extra: new Map([['temperature', 1]]) } })
  ]
  t.equal(new Set(contexts).size, contexts.length)
})

t.test('so does where a score comes from, and not who pays for it or how often it is there', async (t) => {
  const at = (...addresses: readonly string[]) => {
    const deployments = addresses.map((address) => {
      const model_list = [
        { model_name: 'm', litellm_params: { model: 'cohere/rerank-m', api_base: address, api_key: address } }
      ]
      return configOf({ model_list }).deployments
    })
    return pairContext({ id: 's', pointwise: true, deployments: deployments.flat() }, givenRequest(['a']), 'n')
  }
  const [one, other] = ['http://one:1', 'http://other:1']
  t.not(at(one), at(other), 'each may call its model as it likes')
  t.not(at(one), at(one, other))
  t.equal(at(one, other), at(other, one, one), 'one group says that they are the same')
})

t.test('who asks, how many results are wanted, and the order of fields do not', async (t) => {
  const same = [
    contextOf({ topN: 3, returnDocuments: false, scoreThreshold: 1, normalization: 'sigmoid', model: 'alias' }),
    contextOf({ options: { extra: new Map([['user', 'me']]) } })
  ]
  for (const context of same) t.equal(context, contextOf())
  const fields = [
    ['a', 1],
    ['b', 2]
  ] as const
  t.equal(
    contextOf({ options: { extra: new Map(fields) } }),
    contextOf({ options: { extra: new Map(fields.toReversed()) } })
  )
})
