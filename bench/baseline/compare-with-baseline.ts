import type { Ratios } from './ratios.ts'

/** A ratio may be this much above its baseline: less is within what runs differ by. */
const tolerance = 1.15

/** A line for each ratio that has grown too much. What only one side has is not compared. */
export function compareWithBaseline(baseline: Ratios, now: Ratios): string[] {
  return Object.entries(now).flatMap(([name, ratio]) => {
    const accepted = baseline[name]
    if (accepted === undefined || ratio <= accepted * tolerance) return []
    const percent = Math.round((ratio / accepted - 1) * 100)
    return [`${name}: ${ratio} × pass-through, ${percent} % above the baseline's ${accepted}`]
  })
}
