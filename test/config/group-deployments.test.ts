import t from 'tap'
import type { Deployment } from '../../src/config/deployment.ts'
import { groupByName, groupDeployments } from '../../src/config/group-deployments.ts'
import { resolveDeployment } from '../../src/config/resolve-deployment.ts'
import { entrySettings } from './new-entry.ts'

function deployment(id: string, model: string, order?: number, pointwise = true): Deployment {
  const params = { model: `nvidia_nim/rerank-${model}`, api_key: 'k', ...(order === undefined ? {} : { order }) }
  const entry = entrySettings({ model_name: 'rerank', litellm_params: params, model_info: { id, pointwise } })
  const resolved = resolveDeployment(entry, entry)
  if ('faults' in resolved) throw new Error('cannot be resolved')
  return resolved.deployment
}

t.test('spaces stand by the lowest order in them, deployments by order, then by appearance', async (t) => {
  const { name, spaces } = groupDeployments('rerank', [
    deployment('last', 'a'),
    deployment('b2', 'b', 2),
    deployment('c1', 'c', 1),
    deployment('b3', 'b', 3),
    deployment('a2', 'a', 2),
    deployment('b2-later', 'b', 2)
  ])
  t.equal(name, 'rerank')
  t.strictSame(
    spaces.map(({ deployments }) => deployments.map(({ id }) => id)),
    [['c1'], ['b2', 'b2-later', 'b3'], ['a2', 'last']]
  )
})

t.test('a space is pointwise only if all in it are', async (t) => {
  const { spaces } = groupDeployments('rerank', [
    deployment('1', 'a'),
    deployment('2', 'a', 1, false),
    deployment('3', 'b')
  ])
  t.strictSame(
    spaces.map(({ pointwise }) => pointwise),
    [false, true]
  )
  t.equal(Object.isFrozen(spaces) && Object.isFrozen(spaces[0]) && Object.isFrozen(spaces[0].deployments), true)
})

t.test('a group without deployments cannot be', async (t) => {
  t.throws(() => groupDeployments('rerank', []), new RangeError('the group "rerank" has no deployment'))
})

t.test('deployments are grouped by any name of theirs', async (t) => {
  const groups = groupByName([deployment('1', 'a'), deployment('2', 'b')], ({ id }) => id)
  t.strictSame([...groups.keys()], ['1', '2'])
  t.equal(groups.get('1')?.name, '1')
})
