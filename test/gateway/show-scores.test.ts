import t from 'tap'
import type { Deployment } from '../../src/config/deployment.ts'
import { applied, showScores } from '../../src/gateway/show-scores.ts'
import { rank } from '../../src/rerank/rank.ts'
import type { Normalization, Scale } from '../../src/rerank/scores.ts'

const values = Float64Array.of(-1000, 40, 39)
const ranking = [
  { index: 1, score: 40 },
  { index: 2, score: 39 },
  { index: 0, score: -1000 }
]

function deploymentOf(scale: Scale, shown?: (score: number) => number): Deployment {
  return { provider: { scale, shown } } as Deployment
}

function display(normalization: Normalization, threshold?: number) {
  return { normalization, threshold }
}

t.test('raw scores are shown as they are', async (t) => {
  t.equal(showScores(ranking, values, deploymentOf('logit'), display('raw')), ranking)
})

t.test('sigmoid maps logits to 0..1 and keeps an order that saturated scores no longer show', async (t) => {
  t.strictSame(showScores(ranking, values, deploymentOf('logit'), display('sigmoid')), [
    { index: 1, score: 1 },
    { index: 2, score: 1 },
    { index: 0, score: 0 }
  ])
})

t.test('what is a probability already is not squeezed twice', async (t) => {
  t.equal(showScores(ranking, values, deploymentOf('probability'), display('sigmoid')), ranking)
})

t.test('what is applied is what is said to be', async (t) => {
  t.equal(applied('sigmoid', { scale: 'logit' }), 'sigmoid')
  for (const scale of ['probability', 'lexical', 'order'] as const) {
    t.equal(applied('sigmoid', { scale }), 'raw')
    t.equal(applied('softmax', { scale }), 'softmax')
  }
})

t.test(
  'the greatest scores there are overflow nothing, whatever is asked for and however many there are',
  async (t) => {
    const lists = [
      [Number.MAX_VALUE, -Number.MAX_VALUE],
      [Number.MAX_VALUE, Number.MAX_VALUE, 0, Number.MIN_VALUE, -0],
      [-Number.MAX_VALUE],
      [3, 3, 3]
    ]
    for (const scores of lists) {
      for (const normalization of ['sigmoid', 'minmax', 'softmax'] as const) {
        const all = Float64Array.from(scores)
        const shown = showScores(rank(all, undefined), all, deploymentOf('logit'), display(normalization))
        t.ok(
          shown.every(({ score }) => score >= 0 && score <= 1),
          `${normalization} of ${scores}`
        )
        t.ok(shown.every(({ score }, at) => at === 0 || score <= (shown[at - 1]?.score ?? Number.NaN)))
      }
    }
  }
)

t.test("a provider's own display is the last step", async (t) => {
  const shown = showScores(
    ranking,
    values,
    deploymentOf('lexical', (score) => Math.min(1, score)),
    display('sigmoid')
  )
  t.strictSame(
    shown.map(({ score }) => score),
    [1, 1, -1000]
  )
})

t.test('minmax and softmax go by all documents, so that top_n changes no score', async (t) => {
  const best = ranking.slice(0, 2)
  t.strictSame(showScores(best, values, deploymentOf('logit'), display('minmax')), [
    { index: 1, score: 1 },
    { index: 2, score: 1039 / 1040 }
  ])
  const shares = showScores(best, values, deploymentOf('probability'), display('softmax'))
  t.strictSame(
    shares.map(({ score }) => score.toFixed(6)),
    ['0.731059', '0.268941']
  )
})

t.test('results below the threshold are left out, by what is shown', async (t) => {
  const shown = showScores(ranking, values, deploymentOf('logit'), display('sigmoid', 0.5))
  t.strictSame(
    shown.map(({ index }) => index),
    [1, 2]
  )
  t.strictSame(showScores(ranking, values, deploymentOf('logit'), display('raw', 41)), [])
  t.equal(showScores(ranking, values, deploymentOf('logit'), display('raw', -1000)).length, 3)
})
