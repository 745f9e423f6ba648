import fc from 'fast-check'
import t from 'tap'
import { accounts } from '../../../src/server/dialects/accounts.ts'
import { accountsText } from '../../../src/server/dialects/accounts-text.ts'

t.test('the text is what stringifying the accounts gives', async () => {
  const count = fc.option(fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })), {
    nil: undefined
  })
  const usage = fc.record({ promptTokens: count, totalTokens: count, searchUnits: count })
  const notes = fc.option(fc.record({ warnings: fc.array(fc.string()) }), { nil: undefined })
  fc.assert(
    fc.property(usage, notes, (counted, said) => {
      return `{${accountsText(counted, said)}` === JSON.stringify(accounts(counted, said))
    })
  )
})
