import t from 'tap'
import { Positions } from '../../src/config/positions.ts'
import { readYaml } from '../../src/config/read-yaml.ts'
import { lines } from './notice-lines.ts'

function read(text: string) {
  const positions = new Positions()
  const { root, faults } = readYaml({ file: 'f', text }, positions)
  return { root, faults: lines(faults), positions }
}

t.test('a mapping is read, and each key and item is found where it stands', async (t) => {
  const { root, faults, positions } = read('# note\nmodel_list:\n  - model_name: a\n    x: {y: 1}\n')
  t.strictSame(root, { model_list: [{ model_name: 'a', x: { y: 1 } }] })
  t.strictSame(faults, [])
  const place = (path: (string | number)[]) => {
    const found = positions.find(root, path)
    return [found?.line, found?.column]
  }
  t.strictSame(place(['model_list']), [2, 1])
  t.strictSame(place(['model_list', 0]), [3, 5])
  t.strictSame(place(['model_list', 0, 'x', 'y']), [4, 9])
})

t.test('what holds no settings is told of', async (t) => {
  for (const text of ['', '\n\n', '# nothing\n', '---\n', 'null']) {
    const { root, faults } = read(text)
    t.equal(root, undefined)
    t.match(faults.join(), /is empty; it needs a model_list|must be a mapping/, JSON.stringify(text))
  }
  for (const text of ['just text', '- a\n- b\n', '42']) {
    t.strictSame(read(text).faults, ['f:1:1 must be a mapping of settings, with a model_list'])
  }
})

t.test('broken YAML is told of with its place', async (t) => {
  t.strictSame(read('a:\n\tb: 1\n').faults, ['f:2:1 is not valid YAML: tabs are not allowed as indentation'])
  t.strictSame(read('a: 1\n---\nb: 2\n').faults, ['f:2:1 a second YAML document begins here; one file holds one'])
  t.strictSame(read('model_list:\n  - model_name: *\n').faults, [
    'f:2:17 is not valid YAML: a "*" alone is an alias; put it in quotes'
  ])
  t.match(read('a: "open\n').faults[0], /^f:\d+:\d+ is not valid YAML: /)
  t.match(read('a: !!python/object:os.system x').faults[0], /^f:1:4 is not valid YAML: a value that begins with !/)
})

t.test('P19 a secret that begins with a sign of YAML is not told', async (t) => {
  for (const value of [
    '!HunterCANARY',
    '!<CANARY',
    '!CANARY [a]',
    '!!map CANARY',
    '!!CANARY!x y',
    '!e!CANARY',
    '|CANARY',
    '>CANARY',
    '*CANARY',
    '*CANARY:',
    '&CANARY',
    '&CANARY *CANARY',
    '"a\\uCANARY"',
    '"a\\UCANARY"',
    '"CANARY"CANARY',
    "'CANARY'CANARY",
    '"CANARY',
    "'CANARY",
    '[CANARY',
    '{CANARY',
    '}CANARY',
    ']CANARY',
    '%CANARY',
    '@CANARY',
    '`CANARY',
    '#CANARY',
    ',CANARY',
    '? CANARY',
    '- CANARY',
    'CANARY: CANARY',
    '"CANARY": x',
    'x\n%CANARY',
    'x\n!CANARY'
  ]) {
    const told = read(`a:\n  b: ${value}\n`).faults
    t.notMatch(told.join('\n'), /CANA/i, value)
  }
  t.match(read('%CANARY x\n---\na: 1').faults[0], /begins with % is a directive/)
  t.match(
    read('a: |CANARY').faults[0],
    /^f:1:\d+ is not valid YAML: unexpected text: put a value that begins with a sign/
  )
})

t.test('a text that is wrong in a million places is told of in twenty', async (t) => {
  t.equal(read('"'.repeat(10_000)).faults.length, 20)
})

t.test('nesting without end neither crashes nor gets in', async (t) => {
  for (const text of ['['.repeat(50_000), '{a: '.repeat(20_000), '- '.repeat(50_000), '? '.repeat(20_000)]) {
    const { root, faults } = read(text)
    t.equal(root, undefined)
    t.match(faults[0], /is nested too deeply|is not valid YAML/)
  }
  const deep = read(`${'{a: '.repeat(150)}1${'}'.repeat(150)}`)
  t.match(deep.faults[0], /is nested more than 100 levels deep/)
})

t.test('an alias bomb is refused', async (t) => {
  const levels = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi', 'ij']) {
    levels.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(',')}]`)
  }
  const { faults } = read(levels.join('\n'))
  t.equal(faults.length, 1)
  t.match(faults[0], /aliases repeat more than 200000 values/)
})

t.test('ten thousand keys and as many aliases are read without looking at each pair', async (t) => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `  k${index}: *x`)
  const { root, faults } = read(`x: &x value\nall:\n${keys.join('\n')}\n`)
  t.strictSame(faults, [])
  t.equal(Object.keys(root?.all ?? {}).length, 10_000)
})
