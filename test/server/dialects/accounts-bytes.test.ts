import fc from 'fast-check'
import t from 'tap'
import { accounts } from '../../../src/server/dialects/accounts.ts'
import { accountsBytes } from '../../../src/server/dialects/accounts-bytes.ts'

t.test('the bytes are what stringifying the accounts gives', async () => {
  const count = fc.option(fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })), {
    nil: undefined
  })
  const usage = fc.record({ promptTokens: count, totalTokens: count, searchUnits: count })
  const notes = fc.option(fc.record({ warnings: fc.array(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }))) }), {
    nil: undefined
  })
  fc.assert(
    fc.property(usage, notes, (counted, said) => {
      const bytes = Buffer.from(accountsBytes(counted, said), 'latin1')
      return `{${bytes}` === JSON.stringify(accounts(counted, said))
    })
  )
})
