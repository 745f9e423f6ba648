import t from 'tap'
import { style } from '../../../src/server/docs-page/style.ts'

t.test('the style loads nothing and ends in no markup', async (t) => {
  t.notMatch(style, /url\(|@import|@font-face|<\//)
})

t.test('every colour that is used is given, for light and for dark', async (t) => {
  const colours = new Map(
    [...style.matchAll(/--([a-z-]+): (light-dark\(#\w{6}, #\w{6}\))?/g)].map(([, name = '', pair]) => [name, pair])
  )
  const used = new Set([...style.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name]) => name))
  t.strictSame([...used].sort(), [...colours.keys()].sort())
  for (const [name, pair] of colours) t.equal(pair === undefined, name === 'mono', name)
})

t.test('text can be told from what is behind it: at least 4.5 to 1, as WCAG AA has it', async (t) => {
  const shades = new Map(
    [...style.matchAll(/--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, ...pair]) => [name, pair])
  )
  const pairs = [
    'text page',
    'text card',
    'text code',
    'faint page',
    'faint card',
    'faint code',
    'accent card',
    'bad card',
    'on-accent accent'
  ]
  for (const pair of pairs) {
    const [front = '', back = ''] = pair.split(' ')
    for (const scheme of [0, 1]) {
      const ratio = contrast(shades.get(front)?.[scheme] ?? '', shades.get(back)?.[scheme] ?? '')
      t.ok(ratio >= 4.5, `${pair}: ${ratio.toFixed(2)}`)
    }
  }
})

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
