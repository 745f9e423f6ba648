import t from 'tap'
import type { Deployment } from '../../src/config/deployment.ts'
import { showScores } from '../../src/gateway/show-scores.ts'
import type { Scale } from '../../src/rerank/scores.ts'

const ranking = [
  { index: 1, score: 40 },
  { index: 2, score: 39 },
  { index: 0, score: -1000 }
]

function deploymentOf(scale: Scale, shown?: (score: number) => number): Deployment {
  return { provider: { scale, shown } } as Deployment
}

t.test('raw scores are shown as they are', async (t) => {
  t.equal(showScores(ranking, deploymentOf('logit'), 'raw'), ranking)
})

t.test('sigmoid maps logits to 0..1 and keeps an order that saturated scores no longer show', async (t) => {
  t.strictSame(showScores(ranking, deploymentOf('logit'), 'sigmoid'), [
    { index: 1, score: 1 },
    { index: 2, score: 1 },
    { index: 0, score: 0 }
  ])
})

t.test('what is a probability already is not squeezed twice', async (t) => {
  t.equal(showScores(ranking, deploymentOf('probability'), 'sigmoid'), ranking)
})

t.test("a provider's own display is the last step", async (t) => {
  const shown = showScores(
    ranking,
    deploymentOf('lexical', (score) => Math.min(1, score)),
    'sigmoid'
  )
  t.strictSame(
    shown.map(({ score }) => score),
    [1, 1, -1000]
  )
})
