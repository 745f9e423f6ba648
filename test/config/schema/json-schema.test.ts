import { readFileSync } from 'node:fs'
import t from 'tap'
import { Check } from 'typebox/value'
import { parse } from 'yaml'
import { configFromValue } from '../../../src/config/load-config.ts'
import { jsonSchema } from '../../../src/config/schema/json-schema.ts'

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const accepts = (value: unknown) => Check(jsonSchema(), value)

t.test('the generated file is up to date: npm run --silent schema > config/schema.json', async (t) => {
  t.equal(file('config/schema.json'), `${JSON.stringify(jsonSchema(), undefined, 2)}\n`)
})

t.test('it accepts the files that come with rankgate', async (t) => {
  for (const name of ['gateway.yaml', 'gateway.full.yaml']) t.equal(accepts(parse(file(`config/${name}`))), true, name)
})

const entry = { model_name: 'a', litellm_params: { model: 'local/lexical' } }

t.test('it accepts numbers as strings, environment variables, and what LiteLLM knows', async (t) => {
  const litellm_params = { ...entry.litellm_params, timeout: '30', rpm: 'os.environ/RPM', truncate: 'END' }
  const router_settings = { routing_strategy: 'os.environ/S', disable_cooldowns: 'os.environ/D', caching_groups: [] }
  t.equal(accepts({ model_list: [{ ...entry, litellm_params }], router_settings, guardrails: [], 'x-mine': 1 }), true)
  const litellm_settings = { cache_params: { type: 's3', s3_bucket_name: 'b' } }
  t.equal(accepts({ model_list: [entry], litellm_settings, rankgate: { hedge: { after: '250' } } }), true)
})

t.test('it accepts the words for booleans that are read as such, and no others', async (t) => {
  for (const word of ['yes', 'Yes', 'off', 'TRUE']) {
    const value = {
      model_list: [{ ...entry, model_info: { pointwise: word } }],
      litellm_settings: { cache: word },
      rankgate: { reload: word }
    }
    t.equal(accepts(value), true, word)
    t.notOk('faults' in configFromValue(value, { environment: {} }), word)
  }
  for (const word of ['y', 'yes ', '1', 'enabled']) {
    const value = { model_list: [entry], litellm_settings: { cache: word } }
    t.equal(accepts(value), false, word)
    t.ok('faults' in configFromValue(value, { environment: {} }), word)
  }
})

t.test('it refuses typos, wrong types and what is missing', async (t) => {
  for (const value of [
    {},
    { model_list: [{ model_name: 'a' }] },
    { model_list: [entry], router_setings: {} },
    { model_list: [entry], router_settings: { timout: 5 } },
    { model_list: [entry], rankgate: { max_document: 5 } },
    { model_list: [entry], rankgate: { overload: { max_queue: 5 } } },
    { model_list: [entry], litellm_settings: { cache_params: { tttl: 5 } } },
    { model_list: [{ ...entry, litellm_params: { model: 'x', timeout: 'soon' } }] },
    { model_list: [{ ...entry, rankgate: { normalise: 'raw' } }] }
  ]) {
    t.equal(accepts(value), false, JSON.stringify(value))
  }
})
