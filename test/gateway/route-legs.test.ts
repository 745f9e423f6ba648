import t from 'tap'
import type { Config } from '../../src/config/config.ts'
import { resolveModel } from '../../src/config/resolve-model.ts'
import type { Routing } from '../../src/config/routing.ts'
import { askedFallbacks, callableLeg, firstLeg, furtherLegs, legsAfter } from '../../src/gateway/route-legs.ts'
import { configOf, nimModel } from '../start-gateway.ts'

function entry(model_name: string, order = 1, revision = '1'): object {
  const litellm_params = { model: `nvidia_nim/${nimModel}`, api_base: 'http://127.0.0.1:1', order }
  return { model_name, litellm_params, model_info: { revision } }
}

function configWith(routing: Partial<Routing>): Config {
  const names = ['a', 'b', 'c', 'd'].map((name) => entry(name))
  const config = configOf({ model_list: [...names, entry('two', 2, 'old'), entry('two', 1, 'new')] })
  return { ...config, routing: { ...config.routing, ...routing } }
}

function namesOf(config: Config, model: string, asked?: readonly string[]): string[] {
  const groups = askedFallbacks(config, asked)
  return [model, ...[...furtherLegs(config, resolveModel(config, model), groups, [])].map(({ group }) => group.name)]
}

t.test('without fallbacks there is the group alone, its score spaces by order', async (t) => {
  const config = configWith({})
  t.strictSame(namesOf(config, 'a'), ['a'])
  const legs = [...furtherLegs(config, resolveModel(config, 'two'), undefined, [])]
  t.strictSame(
    legs.map(({ space }) => space.deployments[0]?.modelInfo['revision']),
    ['old']
  )
})

t.test('fallbacks follow in their order, what stands in for one before the next', async (t) => {
  const fallbacks = new Map([
    ['a', ['b', 'd']],
    ['b', ['c']]
  ])
  t.strictSame(namesOf(configWith({ fallbacks }), 'a'), ['a', 'b', 'c', 'd'])
  t.strictSame(namesOf(configWith({ fallbacks }), 'd'), ['d'])
})

t.test('a group without fallbacks of its own has those of every group, else the default ones', async (t) => {
  const fallbacks = new Map([['*', ['c', 'a']]])
  t.strictSame(namesOf(configWith({ fallbacks, defaultFallbacks: ['d'] }), 'a'), ['a', 'c'])
  t.strictSame(namesOf(configWith({ defaultFallbacks: ['d', 'passthrough'] }), 'a'), ['a', 'd', 'passthrough'])
})

t.test('behind a leg come those that would be asked after it', async (t) => {
  const config = configWith({ fallbacks: new Map([['a', ['two', 'c']]]) })
  const group = resolveModel(config, 'a')
  const after = (name: string, at = 0) => {
    const space = resolveModel(config, name).spaces[at]
    return space && legsAfter(space, config, group, undefined, []).map((leg) => leg.group.name)
  }
  t.strictSame(after('a'), ['two', 'two', 'c'])
  t.strictSame(after('two'), ['two', 'c'])
  t.strictSame(after('two', 1), ['c'])
  t.strictSame(after('c'), [])
})

t.test('no more fallbacks are tried than allowed', async (t) => {
  const fallbacks = new Map([['a', ['b', 'c', 'd']]])
  t.strictSame(namesOf(configWith({ fallbacks, maxFallbacks: 2 }), 'a'), ['a', 'b', 'c'])
  t.strictSame(namesOf(configWith({ fallbacks, maxFallbacks: 0 }), 'a'), ['a'])
})

t.test("a request's own fallbacks take the place of the configured ones", async (t) => {
  const config = configWith({ fallbacks: new Map([['a', ['b']]]) })
  t.strictSame(namesOf(config, 'a', ['c', 'a', 'c', 'local/lexical']), ['a', 'c', 'local/lexical'])
  t.strictSame(namesOf(config, 'a', []), ['a'])
  t.throws(() => namesOf(config, 'a', ['nobody']), {
    code: 'invalid_request',
    status: 400,
    param: 'fallbacks',
    message: /fallbacks: .*model=nobody/
  })
})

t.test('where tags are filtered, what has no deployment for them is no leg', async (t) => {
  const tagged = (model_name: string, order: number, tag: string): object => {
    const litellm_params = { model: `nvidia_nim/${nimModel}`, api_base: 'http://127.0.0.1:1', order, tags: [tag] }
    return { model_name, litellm_params, model_info: { revision: tag } }
  }
  const config = configOf({
    model_list: [tagged('a', 1, 'free'), tagged('a', 2, 'paid'), tagged('b', 1, 'gold'), tagged('b', 2, 'paid')],
    router_settings: { enable_tag_filtering: true, fallbacks: [{ a: ['b'] }] }
  })
  const group = resolveModel(config, 'a')
  const tagsOf = ({ space }: { space: (typeof group.spaces)[0] }): string => String(space.deployments[0]?.tags[0])
  const first = (tags: readonly string[]) => firstLeg(config, group, undefined, tags)
  t.equal(first([]).space, group.spaces[0])
  t.equal(first(['free']).space, group.spaces[0])
  t.equal(first(['paid']).space, group.spaces[1])
  t.strictSame(legsAfter(first(['paid']).space, config, group, undefined, ['paid']).map(tagsOf), ['paid'])
  t.equal(first(['gold']).group.name, 'b')
  t.throws(() => first(['eu']), {
    code: 'no_deployment_with_tags',
    message: /"a" has no deployments with the tags "eu"/
  })
})

t.test('a leg without a key is passed over while another has one', async (t) => {
  const keyless = { model_name: 'k', litellm_params: { model: 'cohere/rerank-v4.0-pro' } }
  const config = configOf({ model_list: [keyless, entry('a')] })
  const group = resolveModel(config, 'k')
  t.equal(callableLeg(config, group, askedFallbacks(config, ['a']), []).group.name, 'a')
  t.throws(() => callableLeg(config, group, undefined, []), { code: 'not_ready', message: /"k" is not ready: / })
})
