import { createHash } from 'node:crypto'
import t from 'tap'
import { pseudoText, seededRandom } from '../../bench/bodies/pseudo-text.ts'
import { rankingAnswer } from '../../bench/bodies/ranking-answer.ts'
import { expectedRows, requestBody } from '../../bench/bodies/request-body.ts'
import { shapeNames, shapes } from '../../bench/shapes.ts'

interface RerankBody {
  readonly documents: readonly string[]
  readonly top_n: number
}

interface RankingBody {
  readonly passages: readonly { readonly text: string }[]
}

t.test('both wires carry the same texts, as many and as long as the shape says', async (t) => {
  for (const name of shapeNames) {
    const shape = shapes[name]
    const rerank = JSON.parse(requestBody('rerank', shape).toString()) as RerankBody
    const ranking = JSON.parse(requestBody('ranking', shape).toString()) as RankingBody
    t.equal(rerank.documents.length, shape.documents)
    t.equal(rerank.top_n, shape.topN)
    t.ok(
      rerank.documents.every(({ length }) => length === shape.characters),
      `every document of ${name} has ${shape.characters} characters`
    )
    t.strictSame(
      ranking.passages.map(({ text }) => text),
      rerank.documents
    )
  }
})

t.test('a body is the same in every run and on every machine', async (t) => {
  const digest = createHash('sha256').update(requestBody('rerank', shapes.S)).digest('hex')
  t.equal(digest, 'fba874eb767b81b54d8eb2a1363af661d8f44b7baaafefcb59de59cdb58d830c')
})

t.test('the text looks like prose: many words, and the escapes that prose costs in JSON', async (t) => {
  const text = pseudoText(100_000, seededRandom(1))
  t.equal(text.length, 100_000)
  t.ok(new Set(text.split(/\W+/)).size > 80, 'many different words')
  const escapes = JSON.stringify(text).length - 2 - text.length
  t.ok(escapes > 500 && escapes < 3000, `${escapes} characters of 100,000 are escaped`)
  t.not(pseudoText(100, seededRandom(2)), text.slice(0, 100))
})

t.test('a ranking answer names every passage once, with falling logits', async (t) => {
  const { rankings, usage } = JSON.parse(rankingAnswer(100).toString()) as {
    rankings: { index: number; logit: number }[]
    usage: object
  }
  const everyIndex = Array.from({ length: 100 }, (_, index) => index)
  t.strictSame(
    rankings.map(({ index }) => index).sort((a, b) => a - b),
    everyIndex
  )
  t.notSame(
    rankings.map(({ index }) => index),
    everyIndex,
    'in no order of index'
  )
  const logits = rankings.map(({ logit }) => logit)
  t.strictSame(
    logits,
    logits.toSorted((a, b) => b - a)
  )
  t.strictSame(usage, { prompt_tokens: 5000, total_tokens: 5000 })
})

t.test('a rerank answer has top_n rows, a ranking one for each passage', async (t) => {
  t.equal(expectedRows('rerank', shapes.M), 10)
  t.equal(expectedRows('ranking', shapes.M), 100)
  t.equal(expectedRows('rerank', { ...shapes.S, documents: 2 }), 2)
})
