/**
 * Maps a logit to 0..1, never a greater one to less: each step of the formula is monotone and stays so rounded, which that of
 * e^x / (1 + e^x) is not. Strictly for showing: it saturates, so sort on the logit.
 */
export function sigmoid(logit: number): number {
  // Where the power overflows it is 0, as it should.
  return 1 / (1 + Math.exp(-logit))
}
