import t from 'tap'
import { maxDepth } from '../../src/json/json-scanner.ts'
import { nestsDeeply } from '../../src/json/nests-deeply.ts'

const isDeep = (text: string): boolean => nestsDeeply(Buffer.from(text))

t.test('what is nested deeper than requests may be is deep, whether it ends or not', async (t) => {
  for (const open of ['[', '{"a":', '[{"a\\"]":']) {
    const levels = open.startsWith('[{') ? maxDepth / 2 : maxDepth
    t.notOk(isDeep(open.repeat(levels)), open)
    t.ok(isDeep(open.repeat(levels + 1)), open)
  }
})

t.test('what is long or stands in strings is not', async (t) => {
  t.notOk(isDeep(`[${'[{}],'.repeat(10_000)}[]]`))
  t.notOk(isDeep(`"${'['.repeat(10_000)}"`))
  t.notOk(isDeep(`"\\"${'['.repeat(10_000)}`))
  t.notOk(isDeep(''))
})
