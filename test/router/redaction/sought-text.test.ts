import t from 'tap'
import { firstLetters, headOf, type SoughtText } from '../../../src/router/redaction/sought-text.ts'

function soughtOf(text: string): SoughtText {
  return { size: text.length, beginning: (most) => text.slice(0, most), whole: () => text }
}

const head = (text: string): string => headOf(soughtOf(text), firstLetters(soughtOf(text), { left: 1_000_000 }))

t.test('a text is recognised by its first letters', async (t) => {
  const budget = { left: 1000 }
  t.strictSame(firstLetters(soughtOf('The first of it'), budget), { letters: 'thefirst', look: 64 })
  t.strictSame(firstLetters(soughtOf('The "f'), budget), { letters: 'thef', look: 64 })
  t.equal(budget.left, 1000)
  t.equal(head('The first sentence of it, and another'), 'thefirstsentenceofit')
  t.equal(head(`  "${'\\u00e9'.repeat(100)}`), 'éééééééé')
  t.equal(head(`${' '.repeat(5000)}The first sentence of it, and another`), 'thefirstsentenceofit')
})

t.test('it is looked for further on as long as the budget lasts', async (t) => {
  const budget = { left: 1000 }
  const sought = soughtOf(`${' '.repeat(200)}The first of it`)
  t.strictSame(firstLetters(sought, budget), { letters: 'thefirst', look: 256 })
  t.equal(budget.left, 1000 - 209)
  t.equal(firstLetters(soughtOf(' '.repeat(5000)), budget).letters, '')
  t.equal(budget.left, 0)
})
