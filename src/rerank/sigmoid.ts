/** Maps a logit to 0..1 without overflow at either end. Strictly for showing: it saturates, so sort on the logit. */
export function sigmoid(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit))
  const grown = Math.exp(logit)
  return grown / (1 + grown)
}
