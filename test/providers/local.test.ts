import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { local } from '../../src/providers/local.ts'
import { Documents } from '../../src/rerank/documents.ts'
import { noCacheWishes, noOptions, noWishes, type RerankRequest } from '../../src/rerank/rerank-request.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'
import { filesUnder } from '../files-under.ts'
import { scoresOf } from './lexical/ranked.ts'

const never = new AbortController().signal
/** More than is scored on the event loop. */
const manyTexts = Array.from({ length: 1000 }, (_, index) => `text number ${index} about apples. `.repeat(20))

function requestOf(query: string, documents: Documents): RerankRequest {
  return {
    model: 'local/lexical',
    query,
    documents,
    topN: undefined,
    returnDocuments: false,
    normalization: undefined,
    scoreThreshold: undefined,
    wishes: noWishes,
    cache: noCacheWishes,
    isDryRun: false,
    options: noOptions
  }
}

t.test('the provider says what it is', async (t) => {
  t.strictSame(local.models, ['lexical'])
  t.equal(local.scale, 'lexical')
  t.equal(local.pointwise, false)
  t.strictSame(local.limits, { maxDocuments: 10_000, maxBytes: 64 * 1024 * 1024 })
})

t.test('scores are shown up to 1', async (t) => {
  t.strictSame(
    [0, 0.4, 1, 1.2].map((score) => local.shown?.(score)),
    [0, 0.4, 1, 1]
  )
})

t.test('few documents are scored, usage unknown', async (t) => {
  const texts = ['a pear', 'red apples', '']
  const { values, usage } = await local.score(requestOf('red apple', Documents.of(texts)), never)
  t.strictSame(values, scoresOf('red apple', texts))
  t.strictSame(usage, unknownUsage)
})

/** How often the event loop turned while these were scored. */
async function turnsWhile(query: string, texts: readonly string[]) {
  let turns = 0
  let turning = setImmediate(function turn() {
    turns++
    turning = setImmediate(turn)
  })
  const { values } = await local.score(requestOf(query, Documents.of(texts)), never)
  clearImmediate(turning)
  return { turns, values }
}

t.test('many documents are scored elsewhere, to the same bits, while the event loop turns', async (t) => {
  const { turns, values } = await turnsWhile('apple 77', manyTexts)
  t.strictSame(values, scoresOf('apple 77', manyTexts))
  t.not(turns, 0)
})

t.test(
  'so are few documents for a long query, each of whose words may have to be compared with each of theirs',
  async (t) => {
    const texts = manyTexts.slice(0, 100)
    const query = Array.from({ length: 150 }, (_, index) => `apple${index}`).join(' ')
    const { turns, values } = await turnsWhile(query, texts)
    t.strictSame(values, scoresOf(query, texts))
    t.not(turns, 0)
    t.equal((await turnsWhile('apple 77', texts)).turns, 0, 'a short query is answered at once')
    t.equal((await turnsWhile(query, texts.slice(0, 10))).turns, 0, 'and so are very few documents')
  }
)

t.test('a large request that nobody waits for is stopped', async (t) => {
  const stop = new AbortController()
  const scoring = local.score(requestOf('apple', Documents.of(manyTexts)), stop.signal)
  stop.abort()
  await t.rejects(scoring, { code: 'client_closed' })
  const { values } = await local.score(requestOf('apple', Documents.of(manyTexts)), never)
  t.equal(values.length, manyTexts.length, 'and the next one is served')
})

t.test('an image alone cannot be read, as can be told beforehand', async (t) => {
  const documents = new Documents({
    bytes: Buffer.from('"one"'),
    spans: Uint32Array.of(0, 5, 0, 0),
    images: new Map([[1, 'data:image/png;base64,AA==']])
  })
  const refusal = {
    code: 'invalid_request',
    message: 'local/lexical reads text only: documents[1] has none',
    param: 'documents'
  }
  await t.rejects(local.score(requestOf('one', documents), never), refusal)
  t.throws(() => local.check?.(requestOf('one', documents)), refusal)
  t.doesNotThrow(() => local.check?.(requestOf('one', documents.slice(0, 1))))
})

/** Scores a large request in a program of its own, whose flags its threads could not take. */
function scoreInProcess(modules: { local: string; documents: string }): Promise<{ stdout: string }> {
  const program = `
    const { local } = await import(${JSON.stringify(modules.local)})
    const { Documents } = await import(${JSON.stringify(modules.documents)})
    const texts = Array.from({ length: 1000 }, (_, index) => 'text number ' + index + ' about apples. '.repeat(20))
    const request = { query: 'number 77', documents: Documents.of(texts) }
    const { values } = await local.score(request, new AbortController().signal)
    console.log(values.indexOf(Math.max(...values)))`
  const flags = ['--input-type=module', '--eval', program]
  return promisify(execFile)(process.execPath, flags, { env: {}, timeout: 20_000 })
}

t.test('the process ends by itself when its work is done', async (t) => {
  const source = (path: string) => new URL(`../../src/${path}`, import.meta.url).href
  const modules = { local: source('providers/local.ts'), documents: source('rerank/documents.ts') }
  t.equal((await scoreInProcess(modules)).stdout, '77\n')
})

t.test('it works as JavaScript below node_modules, where types are not stripped', async (t) => {
  const root = join(t.testdir(), 'node_modules/rankgate/dist')
  for (const { path, text } of filesUnder('src')) {
    const file = join(root, path.replace(/^src\//, '').replace(/\.ts$/, '.js'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, stripTypeScriptTypes(text).replaceAll(/((?:from |import\()'\.[^']*)\.ts'/g, "$1.js'"))
  }
  const built = (path: string) => pathToFileURL(join(root, path)).href
  const modules = { local: built('providers/local.js'), documents: built('rerank/documents.js') }
  t.equal((await scoreInProcess(modules)).stdout, '77\n')
})
