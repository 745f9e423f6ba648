import fc from 'fast-check'
import t from 'tap'
import { sigmoid } from '../../src/rerank/sigmoid.ts'

const logit = fc.double({ noNaN: true, noDefaultInfinity: true })

t.test('a sigmoid lies in 0..1 for every finite logit, however large', async (t) => {
  fc.assert(fc.property(logit, (x) => sigmoid(x) >= 0 && sigmoid(x) <= 1))
  for (const x of [800, 1e308, Number.MAX_VALUE]) {
    t.equal(sigmoid(x), 1)
    t.equal(sigmoid(-x), 0)
  }
})

t.test('a greater logit never has a smaller sigmoid', async () => {
  // A grid, as models give: NIM's logits are 16-bit floats.
  const step = fc.integer({ min: -64 * 800, max: 64 * 800 }).map((steps) => steps / 64)
  fc.assert(fc.property(step, step, (a, b) => a > b || sigmoid(a) <= sigmoid(b)))
  fc.assert(fc.property(step, (x) => sigmoid(x) <= sigmoid(x + 1 / 64)))
})

t.test('P1 nor has the next greater number there is', async (t) => {
  // Seen to ascend where sums and quotients of rounded powers were taken.
  t.ok(sigmoid(-0.9013441266643607) <= sigmoid(-0.9013441266643606))
  const double = new Float64Array(1)
  const bits = new BigInt64Array(double.buffer)
  const above = (x: number): number => {
    double[0] = x
    bits[0] = (bits[0] ?? 0n) + (x < 0 ? -1n : 1n)
    return double[0]
  }
  let falls = 0
  for (const from of [-745, -40, -8, -2, -1, -0.5, -1e-9, 1e-9, 0.5, 1, 2, 8, 36]) {
    for (let step = 0, x = from; step < 20_000; step++) {
      const next = above(x)
      if (sigmoid(next) < sigmoid(x)) falls++
      x = next
    }
  }
  t.equal(falls, 0)
})

t.test('it is symmetric around 0', async (t) => {
  fc.assert(fc.property(logit, (x) => Math.abs(sigmoid(x) + sigmoid(-x) - 1) <= Number.EPSILON))
  t.equal(sigmoid(0), 0.5)
  t.equal(sigmoid(-0), 0.5)
})

t.test('known values', async (t) => {
  const near = (x: number, expected: number) => t.ok(Math.abs(sigmoid(x) - expected) < 1e-15, `${sigmoid(x)}`)
  near(1, 0.7310585786300049)
  near(-1, 0.2689414213699951)
  near(Math.log(3), 0.75)
  near(-Math.log(3), 0.25)
  t.equal(sigmoid(-40) > 0, true, 'small logits keep their difference')
})

t.test('it saturates: which is why nothing is sorted on it', async (t) => {
  t.equal(sigmoid(38), 1)
  t.equal(sigmoid(39), 1)
})
