import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import type { Config } from '../../src/config/config.ts'
import { configFromValue, type LoadedConfig, type LoadOptions, loadConfig } from '../../src/config/load-config.ts'
import { resolveModel } from '../../src/config/resolve-model.ts'
import { configurationSchema } from '../../src/config/schema/configuration.ts'
import { fakeProviders } from './fake-providers.ts'
import { faultsOf, lines } from './notice-lines.ts'

const environment = {
  LITELLM_MASTER_KEY: 'sk-canary-master',
  NVIDIA_NIM_API_KEY: 'canary-nim',
  COHERE_API_KEY: 'canary-co'
}

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const fixture = (name: string, options: Partial<LoadOptions> = {}) =>
  loadConfig({ file: path(`fixtures/${name}`) }, { environment, ...options })

function configOf(loaded: LoadedConfig): Config {
  if ('faults' in loaded) throw new Error(faultsOf(loaded).join('\n'))
  return loaded.config
}

/** Loads a text as the only file of a folder. */
function loadText(t: Test, text: string | Buffer, options: Partial<LoadOptions> = {}): LoadedConfig {
  const folder = t.testdir({ 'gateway.yaml': text })
  return loadConfig({ file: `${folder}/gateway.yaml` }, { environment: {}, ...fakeProviders, ...options })
}

t.test("a company's whole proxy loads: what can rerank serves, the rest is told of", async (t) => {
  const config = configOf(fixture('company-gateway.yaml'))
  t.strictSame([...config.groups.keys()], ['rerank-nim', 'rerank-cohere', 'rerank-english-v3.0'])
  t.strictSame([...config.aliases.keys()], ['rerank', 'rerank-legacy'])
  t.equal(config.skipped.size, 16)
  t.equal(config.skipped.get('gpt-4'), 'model_info.mode is "chat"')
  t.equal(config.timeoutMs, 45_000)
  t.equal(config.maxRequestBytes, 64 * 1024 * 1024)
  t.equal(config.masterKey?.reveal(), 'sk-canary-master')
  t.equal(resolveModel(config, 'rerank').spaces[0].deployments.length, 2)
  t.strictSame(Object.fromEntries(config.routing.fallbacks), { 'rerank-nim': ['rerank-cohere'] })
  t.match(config.routing, {
    strategy: 'usage-based-routing-v2',
    retries: 2,
    cooldownMs: 30_000,
    healthCheckMs: 300_000
  })
  t.equal(config.scoring.cache, undefined, 'its supported_call_types name chats alone')
  const told = lines(config.warnings)
  t.strictSame(
    told.filter((line) => line.includes('fallbacks')).map((line) => line.replace(/:\d+:\d+ /, ' ')),
    [
      'company-gateway.yaml router_settings.fallbacks: those of what cannot rerank are skipped: "gpt-4o"',
      'company-gateway.yaml router_settings.default_fallbacks[0]: "gpt-4o-mini" cannot rerank, and is skipped: it names no provider; a reranker is written "provider/model"',
      "company-gateway.yaml router_settings.context_window_fallbacks: is LiteLLM's and not used by rankgate",
      "company-gateway.yaml router_settings.content_policy_fallbacks: is LiteLLM's and not used by rankgate"
    ]
  )
  t.ok(told.length < 120, `${told.length} lines`)
  t.ok(
    told.includes(
      'company-gateway.yaml:68:7 model_list[9].litellm_params.model: "nvidia_nim/meta/llama-3.3-70b-instruct" cannot rerank and is skipped: model_info.mode is "chat"'
    )
  )
  t.ok(told.includes("company-gateway.yaml:300:1 mcp_servers: is LiteLLM's and not used by rankgate"))
  t.strictSame(
    told.filter((line) => line.includes('unknown')),
    []
  )
})

t.test('a proxy of wildcards, anchors and teams loads', async (t) => {
  const config = configOf(fixture('wildcards-and-teams.yaml'))
  t.strictSame([...config.groups.keys()], ['reranker'])
  t.strictSame(
    config.wildcards.map(({ pattern }) => pattern),
    ['team-search/rerank-*', 'nvidia_nim/*', 'cohere/*']
  )
  t.equal(
    resolveModel(config, 'team-search/rerank-rerankqa-x').spaces[0].deployments[0]?.model,
    'nvidia_nim/nvidia/rerankqa-x'
  )
  t.throws(() => resolveModel(config, 'nvidia_nim/meta/llama-3.1-70b-instruct'), {
    code: 'model_cannot_rerank',
    message: /not one of NVIDIA's rerankers/
  })
  t.throws(() => resolveModel(config, 'gpt'), { code: 'model_cannot_rerank' })
  t.throws(() => resolveModel(config, 'anything'), { code: 'model_cannot_rerank', message: /matches "\*"/ })
  t.strictSame(
    lines(config.warnings).filter((line) => line.includes('unknown')),
    []
  )
})

t.test('a stack of rerankers loads: spaces in order, and what is not ready says so', async (t) => {
  const config = configOf(fixture('rerank-stack.yaml'))
  const { spaces } = resolveModel(config, 'rerank')
  t.strictSame(
    spaces.map(({ deployments }) => deployments.map(({ order }) => order)),
    [[1, 1], [2], [3], [4]]
  )
  t.match(spaces[0].deployments[0]?.missing, /NIM_URL .* NIM_RPM/)
  t.equal(resolveModel(config, 'rerank-credential').spaces[0].deployments[0]?.missing, undefined)
  t.equal(resolveModel(config, 'cohere.rerank-v3-5:0').name, 'rerank')
  t.strictSame([config.timeoutMs, config.maxDocuments], [30_000, 2000])
})

t.test('included files are part of the configuration', async (t) => {
  const config = configOf(fixture('with-include.yaml'))
  t.equal(resolveModel(config, 'ranker').name, 'rerank')
  t.equal(config.timeoutMs, 5000)
})

t.test('every fault of a file is told of at once, with place, setting and what would be right', async (t) => {
  const told = faultsOf(fixture('many-faults.yaml'))
  const expected = readFileSync(path('fixtures/many-faults.txt'), 'utf8').trimEnd().split('\n')
  t.strictSame(told, expected)
  t.notOk(told.join().includes('canary'))
})

t.test("a provider of LiteLLM's that is not known yet stops nothing but strict", async (t) => {
  const text = `model_list:
  - {model_name: rerank, litellm_params: {model: local/lexical}}
  - {model_name: new, litellm_params: {model: brandnew_provider/x}}
  - {model_name: sarvam, litellm_params: {model: sarvam/sarvam-m}}
`
  const told = [
    'gateway.yaml:3:40 model_list[1].litellm_params.model: "brandnew_provider/x" cannot rerank and is skipped: rankgate knows no provider "brandnew_provider"',
    'gateway.yaml:4:43 model_list[2].litellm_params.model: "sarvam/sarvam-m" cannot rerank and is skipped: LiteLLM\'s provider "sarvam" has no rerank'
  ]
  const config = configOf(loadText(t, text))
  t.strictSame([...config.groups.keys()], ['rerank'])
  t.strictSame(lines(config.warnings), told)
  t.throws(() => resolveModel(config, 'new'), {
    code: 'model_cannot_rerank',
    message: 'the model "new" cannot rerank: rankgate knows no provider "brandnew_provider"'
  })
  t.strictSame(faultsOf(loadText(t, text, { strict: true })), told)
})

t.test('strict makes every warning a fault', async (t) => {
  const warned = configOf(fixture('rerank-stack.yaml')).warnings
  const loaded = fixture('rerank-stack.yaml', { strict: true })
  t.strictSame('faults' in loaded && loaded.faults, warned)
  t.strictSame('faults' in loaded && loaded.warnings, [])
})

t.test('warnings are told of beside faults', async (t) => {
  const loaded = loadText(t, 'model_list: []\nsomething: 1\n')
  t.match(faultsOf(loaded), [/model_list: is empty/])
  t.strictSame('warnings' in loaded && lines(loaded.warnings), ['gateway.yaml:2:1 something: is unknown and not used'])
})

t.test('a configuration cannot be changed, and shows no secret however it is printed', async (t) => {
  const redis = { REDIS_HOST: 'redis', REDIS_PORT: '6379', REDIS_PASSWORD: 'canary-redis' }
  const config = configOf(fixture('company-gateway.yaml', { environment: { ...environment, ...redis } }))
  t.equal(config.sharedState?.password?.reveal(), 'canary-redis')
  const group = resolveModel(config, 'rerank-nim')
  for (const part of [
    config,
    config.deployments,
    config.deployments[0],
    config.wildcards,
    config.warnings,
    config.routing,
    config.routing.defaultFallbacks,
    config.scoring,
    config.overload,
    config.sharedState,
    group.spaces
  ]) {
    t.equal(Object.isFrozen(part), true)
  }
  const printed = JSON.stringify([config, [...config.groups], lines(config.warnings)])
  t.notOk(printed.includes('canary'))
})

t.test('hostile YAML is refused with a fault', async (t) => {
  const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].reduce(
    (text, name, index, names) =>
      `${text}x-${name}: &${name} [${Array(9).fill(index === 0 ? 'x' : `*${names[index - 1]}`)}]\n`,
    ''
  )
  const cases: [string, string | Buffer, RegExp][] = [
    ['an alias bomb', bomb, /aliases repeat more than/],
    ['nesting', `a: ${'['.repeat(100_000)}`, /nested too deeply/],
    ['a tab', 'model_list:\n\t- a: 1\n', /tabs are not allowed/],
    ['a repeated key', 'model_list: []\nmodel_list: []\n', /model_list: is given twice/],
    ['two documents', 'a: 1\n---\nb: 2\n', /second YAML document/],
    ['a prototype', 'model_list: [{__proto__: {polluted: yes}}]\n', /__proto__ cannot be a key/],
    ['a list as key', '? [a, b]\n: c\n', /a list or mapping cannot be a key/],
    ['nothing', '', /is empty; it needs a model_list/],
    ['no mapping', '- a\n', /must be a mapping of settings/],
    ['bytes', Buffer.from([0xc3, 0x28]), /is not UTF-8 text/],
    ['20 MB', Buffer.alloc(20_000_000, '#'), /is larger than 16 MiB/],
    ['code', 'model_list: !!python/object/apply:os.system ["true"]\n', /a value that begins with ! is a tag/]
  ]
  for (const [name, text, words] of cases) t.match(faultsOf(loadText(t, text)).join('\n'), words, name)
  t.equal(Reflect.get({}, 'polluted'), undefined)
})

t.test('harmless oddities are no faults', async (t) => {
  const entry = 'model_list:\n  - {model_name: 1.5, litellm_params: {model: local/lexical}}\n'
  t.match(faultsOf(loadText(t, entry)), [/model_name: must be a string, not a number; put it in quotes/])
  const good = entry.replace('1.5', '"1.5"')
  configOf(loadText(t, `\uFEFF${good}`))
  configOf(loadText(t, good.replaceAll('\n', '\r\n')))
  configOf(loadText(t, `${good}5: numbers become keys\n`))
  configOf(
    loadText(t, JSON.stringify({ model_list: [{ model_name: 'a', litellm_params: { model: 'local/lexical' } }] }))
  )
})

t.test('ten thousand aliases load', async (t) => {
  const aliases = Array.from({ length: 10_000 }, (_, index) => `    alias-${index}: rerank\n`).join('')
  const text = `model_list: [{model_name: rerank, litellm_params: {model: local/lexical}}]\nrouter_settings:\n  model_group_alias:\n${aliases}`
  t.equal(configOf(loadText(t, text)).aliases.size, 10_000)
})

t.test('a value of the same shape is a configuration too', async (t) => {
  const value = { model_list: [{ model_name: 'a', litellm_params: { model: 'local/lexical' } }] }
  const config = configOf(configFromValue(value, { environment: {}, ...fakeProviders }))
  t.strictSame([...config.groups.keys()], ['a'])
  t.strictSame(faultsOf(configFromValue({ model_list: 5 }, { environment: {} })).length, 1)
  t.strictSame(faultsOf(configFromValue({ a: () => 1 }, { environment: {} })), [
    'configuration a: must not hold a function'
  ])
  t.match(faultsOf(configFromValue('text', { environment: {} })), [/model_list: is missing/])
})

t.test('the file that comes with rankgate runs with no environment at all', async (t) => {
  const config = configOf(loadConfig({ file: path('../../config/gateway.yaml') }, { environment: {} }))
  t.strictSame(config.warnings, [])
  t.equal(resolveModel(config, 'rerank').spaces[0].deployments[0]?.model, 'local/lexical')
})

t.test('the commented entry of that file loads once it is uncommented', async (t) => {
  const text = readFileSync(path('../../config/gateway.yaml'), 'utf8').replaceAll(/^ {2}# (?=- | {2})/gm, '  ')
  const config = configOf(loadText(t, text, { environment: { NVIDIA_NIM_API_KEY: 'k' } }))
  t.strictSame([...config.groups.keys()], ['rerank', 'rerank-nim'])
})

t.test('the full file loads, and shows every option', async (t) => {
  const file = path('../../config/gateway.full.yaml')
  const secrets = { REDIS_PASSWORD: 'r', DATABASE_URL: 'd', RANKGATE_MASTER_KEY: 'm' }
  const config = configOf(loadConfig({ file }, { environment: { ...environment, ...secrets } }))
  t.strictSame(
    lines(config.warnings).filter((line) => !line.endsWith('has no effect in this version')),
    []
  )
  t.strictSame(
    config.deployments.filter(({ missing }) => missing !== undefined),
    []
  )
  const text = readFileSync(file, 'utf8')
  t.strictSame(
    optionsOf(configurationSchema).filter((option) => !new RegExp(`^[\\s#-]*${option}:`, 'm').test(text)),
    []
  )
  const later = text.split('\n').flatMap((line) => (/^ .*\(later\)/.test(line) ? [/([\w]+):/.exec(line)?.[1]] : []))
  t.strictSame(
    later.sort(),
    lines(config.warnings)
      .map((line) => /(\w+): is read/.exec(line)?.[1])
      .sort()
  )
})

t.test('every example of the documentation loads', async (t) => {
  const text = readFileSync(path('../../docs/configuration.md'), 'utf8')
  const examples = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map((match) => match[1] ?? '')
  t.ok(examples.length > 5)
  for (const example of examples) {
    const options = { environment: { ...environment, RANKGATE_MASTER_KEY: 'm', REDIS_PASSWORD: 'r' } }
    const folder = t.testdir({ 'gateway.yaml': example })
    const config = configOf(loadConfig({ file: `${folder}/gateway.yaml` }, options))
    t.strictSame(lines(config.warnings), [], example)
  }
})

/** The names of all properties of a schema, at any depth. */
function optionsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    const names = key === 'properties' && typeof value === 'object' && value !== null ? Object.keys(value) : []
    return [...names, ...optionsOf(value)]
  })
}

t.test('what was read of files is named, and so is what should have been', async (t) => {
  const folder = t.testdir({
    'gateway.yaml': 'include: [more.yaml, missing.yaml]\nmodel_list: []\n',
    'more.yaml': 'rankgate: {max_documents: 7}\n'
  })
  const load = () => loadConfig({ file: `${folder}/gateway.yaml` }, { environment: {} })
  const { files, digest } = load()
  t.strictSame(files, [`${folder}/gateway.yaml`, `${folder}/more.yaml`, `${folder}/missing.yaml`])
  writeFileSync(`${folder}/more.yaml`, 'rankgate: {max_documents: 8}\n')
  t.not(load().digest, digest)
  t.strictSame(loadConfig({ file: `${folder}/none.yaml` }, { environment: {} }).files, [`${folder}/none.yaml`])
})
