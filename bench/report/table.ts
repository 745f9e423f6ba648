import type { Spread } from '../statistics.ts'

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** For what a row does not have. */
export const none = '–'

/** A Markdown table; all columns but the first `texts` are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], texts = 1): string {
  const lines = [head, head.map((_, column) => (column < texts ? '---' : '---:')), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Three digits: no figure is surer than that. */
export function figure(value: number | undefined): string {
  return value === undefined ? none : threeDigits.format(value)
}

export function count(value: number | undefined): string {
  return value === undefined ? none : whole.format(value)
}

export function withRange(values: Spread | undefined): string {
  if (values === undefined) return none
  return `${figure(values.median)} (${figure(values.min)} to ${figure(values.max)})`
}

export function megabytes(bytes: number | undefined): string {
  return figure(bytes === undefined ? undefined : bytes / 1e6)
}
