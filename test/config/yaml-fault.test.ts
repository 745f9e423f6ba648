import t from 'tap'
import { parseDocument } from 'yaml'
import { yamlFault } from '../../src/config/yaml-fault.ts'

function told(text: string): string {
  const { errors, warnings } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' })
  const [complaint] = [...errors, ...warnings]
  return complaint === undefined ? '' : yamlFault(complaint)
}

t.test("what the parser says of every text alike is told in the parser's words", async (t) => {
  t.equal(told('a:\n\tb: 1\n'), 'tabs are not allowed as indentation')
  t.equal(told('a: "open'), 'missing closing "quote')
  t.equal(told('a: @b'), 'plain value cannot start with reserved character @')
})

t.test('P19 what it quotes is told in ours, with what to do', async (t) => {
  t.equal(told('a: !CANARY'), 'a value that begins with ! is a tag, and none is supported: put it in quotes')
  t.match(told('a: "\\uCANA"'), /^unknown escape sequence: put the value in single quotes/)
  t.match(told('a: |CANARY'), /^unexpected text: put a value that begins with a sign of YAML/)
})
