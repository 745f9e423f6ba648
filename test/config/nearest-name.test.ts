import t from 'tap'
import { nearestName, suggestion } from '../../src/config/nearest-name.ts'

const names = ['weight', 'model', 'order', 'timeout', 'rpm', 'max_retries']

t.test('a typo finds the name that was meant', async (t) => {
  for (const [typo, meant] of [
    ['wieght', 'weight'],
    ['weigth', 'weight'],
    ['modle', 'model'],
    ['Timeout', 'timeout'],
    ['timeouts', 'timeout'],
    ['max_retrys', 'max_retries']
  ] as const) {
    t.equal(nearestName(typo, names), meant, typo)
  }
})

t.test('what is far from everything, or too short to tell, finds nothing', async (t) => {
  for (const name of ['truncate', 'rpn', 'modules', 'x', '']) t.equal(nearestName(name, names), undefined, name)
})

t.test('a very long name and a very long list cost next to nothing', async (t) => {
  t.equal(nearestName('w'.repeat(1_000_000), names), undefined)
  let looked = 0
  function* endless() {
    while (looked < 1_000_000) yield `name-${looked++}`
  }
  t.equal(nearestName('weight', endless()), undefined)
  t.ok(looked < 10_000)
})

t.test('a suggestion is half a sentence, or nothing', async (t) => {
  t.equal(suggestion('wieght', names), '; did you mean "weight"?')
  t.equal(suggestion('nonsense', names), '')
})
