import { inspect } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { PlainJson } from '../../src/providers/plain-json.ts'
import { passedMembers } from '../../src/providers/plain-members.ts'

const opening = '{"list":0'

function membersOf(text: string): { readonly members: unknown; readonly isAtEnd: boolean } {
  const json = new PlainJson(Buffer.from(text), opening.length)
  const members = passedMembers(json)
  return { members, isAtEnd: json.isAtEnd }
}

t.test('numbers and objects of numbers are read as JSON.parse reads them', async () => {
  const name = fc.oneof(fc.stringMatching(/^[ -~]{0,8}$/), fc.constantFrom('usage', 'tokens', '7', '', 'toString'))
  const numbers = fc.dictionary(name, fc.double({ noNaN: true, noDefaultInfinity: true }))
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(numbers, fc.integer())), fc.constantFrom(0, 2), (more, indent) => {
      const object = JSON.stringify(more, undefined, indent)
      if (/\\|__proto__/.test(object)) return true
      const text = opening + (Object.keys(more).length === 0 ? '}' : `,${object.slice(1)}`)
      const json = new PlainJson(Buffer.from(text), opening.length)
      return inspect(passedMembers(json), { depth: 9 }) === inspect(JSON.parse(object), { depth: 9 }) && json.isAtEnd
    })
  )
})

t.test('of two members of one name the last one counts', async (t) => {
  t.strictSame(membersOf(`${opening},"a":1,"a":{"b":2,"b":3}}`).members, { a: { b: 3 } })
})

t.test('white space is passed, and what follows is not hidden', async (t) => {
  t.strictSame(membersOf(`${opening} , "a" :\t1 }\r\n`), { members: { a: 1 }, isAtEnd: true })
  t.strictSame(membersOf(`${opening}} x`), { members: {}, isAtEnd: false })
})

t.test('of anything else nothing is said', async (t) => {
  for (const rest of [
    '',
    ']',
    ',}',
    ',"a"}',
    ',"a":}',
    ',"a":1',
    ',"a":1,}',
    ',"a":"1"}',
    ',"a":null}',
    ',"a":[]}',
    ',"a":01}',
    ',"a":{"b":1',
    ',"a":{"b":1,}}',
    ',"a":{"b":{}}}',
    ',"a":{"b":true}}',
    ',"a":{,}}',
    ',"a\\u0062":1}',
    ',"é":1}',
    ',"\n":1}',
    ',"a',
    ',"__proto__":1}',
    ',"a":{"__proto__":1}}',
    ',a:1}'
  ]) {
    t.equal(membersOf(opening + rest).members, undefined, rest)
  }
})
