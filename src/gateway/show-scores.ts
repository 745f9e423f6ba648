import type { Deployment } from '../config/deployment.ts'
import type { Provider } from '../providers/provider.ts'
import { minmax } from '../rerank/minmax.ts'
import type { Ranking } from '../rerank/rank.ts'
import type { Normalization, Scale } from '../rerank/scores.ts'
import { sigmoid } from '../rerank/sigmoid.ts'
import { softmax } from '../rerank/softmax.ts'

/** How an answer's scores are shown. */
export interface Display {
  readonly normalization: Normalization
  /** Results that would be shown with less are left out; undefined keeps all. */
  readonly threshold: number | undefined
}

/** What an answer's scores are. */
export interface ShownAs {
  /** What the provider's own numbers mean. */
  readonly scale: Scale
  /** What was applied to them. */
  readonly normalization: Normalization
}

type Show = (score: number) => number

/**
 * The last step: maps a ranking's scores to how they are shown, and drops what is below the threshold then. The order
 * stays, since every map here is monotone.
 * @param values the raw scores of all documents of the request: what `minmax` and `softmax` go by, whatever top_n is
 */
export function showScores(
  ranking: Ranking,
  values: Float64Array,
  { provider }: Deployment,
  { normalization, threshold }: Display
): Ranking {
  const show = displays[applied(normalization, provider)](values) ?? provider.shown
  const shown = show === undefined ? ranking : ranking.map(({ index, score }) => ({ index, score: show(score) }))
  return threshold === undefined ? shown : shown.filter(({ score }) => score >= threshold)
}

/** What is applied to a provider's scores when this is asked for: what is a probability already is not squeezed twice. */
export function applied(normalization: Normalization, { scale }: Pick<Provider, 'scale'>): Normalization {
  return normalization === 'sigmoid' && scale !== 'logit' ? 'raw' : normalization
}

const displays: Readonly<Record<Normalization, (values: Float64Array) => Show | undefined>> = {
  raw: () => undefined,
  sigmoid: () => sigmoid,
  minmax,
  softmax
}
