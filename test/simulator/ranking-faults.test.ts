import t, { type Test } from 'tap'
import { applyFault, faultNames, parseFault } from './apply-fault.ts'
import { ask } from './ask.ts'
import { cohereBody, nimBody, nimModel, texts } from './bodies.ts'
import type { Fault } from './fault.ts'
import { rankingFaults } from './ranking-faults.ts'
import { simulatedLogit } from './simulated-score.ts'
import { startSimulator } from './start-simulator.ts'

const simulator = await startSimulator()
t.teardown(() => simulator.close())

const truth = texts
  .map((text, index) => ({ index, logit: simulatedLogit('where is rome', text, nimModel) }))
  .toSorted((a, b) => b.logit - a.logit)
const [top, middle, bottom] = truth
const usage = { prompt_tokens: 26, total_tokens: 26 }

async function spoiled(t: Test, fault: Fault, body = nimBody) {
  simulator.inject(fault, { times: 1 })
  const answer = await ask(simulator, '/v1/ranking', { body })
  t.equal(answer.status, 200, fault.name)
  t.equal(answer.headers['content-length'], `${Buffer.byteLength(answer.text)}`)
  return answer
}

t.test('a fault in a ranking spoils what it says and nothing else', async (t) => {
  const withoutIndex = { logit: top?.logit }
  for (const [fault, expected] of [
    [{ name: 'null-score' }, { rankings: [{ ...top, logit: null }, middle, bottom], usage }],
    [{ name: 'string-score' }, { rankings: truth.map((row) => ({ ...row, logit: `${row.logit}` })), usage }],
    [{ name: 'missing-score' }, { rankings: [{ index: top?.index }, middle, bottom], usage }],
    [{ name: 'missing-index' }, { rankings: [withoutIndex, middle, bottom], usage }],
    [{ name: 'duplicate-index' }, { rankings: [top, middle, top], usage }],
    [{ name: 'index-out-of-range' }, { rankings: [{ ...top, index: 3 }, middle, bottom], usage }],
    [
      { name: 'index-out-of-range', index: -1 },
      { rankings: [{ ...top, index: -1 }, middle, bottom], usage }
    ],
    [{ name: 'short-list' }, { rankings: [top, middle], usage }],
    [{ name: 'empty-list' }, { rankings: [], usage }],
    [{ name: 'extra-row' }, { rankings: [...truth, { index: 3, logit: -20 }], usage }],
    [{ name: 'unsorted-rows' }, { rankings: [bottom, middle, top], usage }],
    [{ name: 'missing-list' }, { usage }],
    [{ name: 'score-key' }, { rankings: truth.map(({ index, logit }) => ({ index, score: logit })), usage }],
    [
      { name: 'score-key', key: 'relevance_score' },
      { rankings: truth.map(({ index, logit }) => ({ index, relevance_score: logit })), usage }
    ],
    [{ name: 'without-usage' }, { rankings: truth }]
  ] as const) {
    t.strictSame((await spoiled(t, fault)).json, expected, fault.name)
  }
})

t.test('a score that JSON cannot say is written all the same', async (t) => {
  for (const [fault, score] of [
    [{ name: 'nan-score' }, 'NaN'],
    [{ name: 'infinite-score' }, 'Infinity'],
    [{ name: 'infinite-score', json: '-Infinity' }, '-Infinity']
  ] as const) {
    const { text, json } = await spoiled(t, fault)
    t.equal(json, undefined)
    t.ok(text.startsWith(`{"rankings":[{"index":${top?.index},"logit":${score}},`), text)
  }
  const { json } = await spoiled(t, { name: 'infinite-score', json: '1e999' })
  t.equal(Object(json).rankings[0].logit, Number.POSITIVE_INFINITY, 'valid JSON, but no finite number')
})

t.test('the index of a single row is duplicated by a second row', async (t) => {
  const { json } = await spoiled(t, { name: 'duplicate-index' }, { ...nimBody, passages: [{ text: 'one' }] })
  t.same(
    Object(json).rankings.map((row: { index: number }) => row.index),
    [0, 0]
  )
})

t.test('a refusal is no ranking and goes out as it is', async (t) => {
  simulator.inject({ name: 'nan-score' }, { times: 1 })
  const { status, json } = await ask(simulator, '/v1/ranking', { body: {} })
  t.equal(status, 400)
  t.strictSame(json, { error: 'missing field `model`' })
})

t.test('the answers of Cohere are spoiled in the same way', async (t) => {
  simulator.inject({ name: 'short-list' }, { times: 1 })
  simulator.inject({ name: 'without-usage' }, { times: 1 })
  const short = await ask(simulator, '/v2/rerank', { body: cohereBody })
  t.equal(Object(short.json).results.length, 2)
  const { id, results, ...rest } = Object((await ask(simulator, '/v2/rerank', { body: cohereBody })).json)
  t.type(id, 'string')
  t.equal(results.length, 3)
  t.strictSame(rest, {})
})

t.test('a fault is parsed from its name or its JSON, and an unknown one is named', async (t) => {
  t.strictSame(parseFault('garbage'), { name: 'garbage' })
  t.strictSame(parseFault('{"name":"latency","ms":5}'), { name: 'latency', ms: 5 })
  for (const text of ['garbag', '{"ms":5}', '{"name":1}', 'constructor']) {
    t.throws(() => parseFault(text), { message: new RegExp(`^unknown fault ${text.replace(/[{}]/g, '.')}, expected`) })
  }
  t.throws(() => parseFault('{'), SyntaxError)
  t.ok(Object.keys(rankingFaults).every((name) => faultNames.includes(name)))
  t.type(applyFault, 'function')
})
