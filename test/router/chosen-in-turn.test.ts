import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { chosenInTurn } from '../../src/router/chosen-in-turn.ts'
import { memberOf, membersOf } from './routing.ts'

t.test('where nobody waits the choice is made once', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  const choices = [a, b]
  t.equal(
    chosenInTurn(membersOf(a, b), () => choices.shift()),
    a
  )
  t.equal(
    chosenInTurn(membersOf(a, b), () => undefined),
    undefined
  )
  t.strictSame(choices, [b])
})

t.test('whoever waits has the choice before', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  let looks = 0
  const look = () => ++looks > 0
  a.live.slots.join({ look })
  const choices = [a, b]
  t.equal(
    chosenInTurn(membersOf(a, b), () => choices.shift()),
    b
  )
  t.equal(looks, 1)
  b.live.slots.join({ look })
  chosenInTurn(membersOf(a, b), () => b)
  t.equal(looks, 3)
  const refusal = new GatewayError('overloaded', 'all rates are used up')
  t.equal(
    chosenInTurn(membersOf(a, b), () => refusal),
    refusal
  )
  t.equal(looks, 3, 'nobody looks for a refusal')
})
