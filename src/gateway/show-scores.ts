import type { Deployment } from '../config/deployment.ts'
import type { Ranking } from '../rerank/rank.ts'
import type { Normalization } from '../rerank/rerank-request.ts'
import { sigmoid } from '../rerank/sigmoid.ts'

/** The last step: maps a ranking's scores to how they are shown. The order stays, since every map here is monotone. */
export function showScores(ranking: Ranking, { provider }: Deployment, normalization: Normalization): Ranking {
  const show = normalization === 'sigmoid' && provider.scale === 'logit' ? sigmoid : provider.shown
  return show === undefined ? ranking : ranking.map(({ index, score }) => ({ index, score: show(score) }))
}
