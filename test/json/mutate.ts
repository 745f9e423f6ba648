import { pick, type RandomBelow } from './random-json.ts'

/** What a fault is made of: JSON's own bytes, what is almost JSON, control characters, and broken UTF-8. */
const splices = [
  ...[
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '+',
    '.',
    'e',
    'E',
    ' ',
    '/',
    '\\u',
    '\\x',
    '\\"',
    '""',
    '"a":1'
  ],
  ...[
    'true',
    'nul',
    'NaN',
    'Infinity',
    '01',
    '1.',
    '.5',
    '-',
    "'a'",
    '//',
    '/**/',
    '\ud83d\ude00',
    '\ufeff',
    '\u00a0',
    '\u2028'
  ],
  ...['\\ud800', '\\uDC00', '\\u12', '\\u00zz', '\0', '\x01', '\b', '\t', '\n', '\v', '\f', '\r', '\x1f', '\x7f']
].map((text) => Buffer.from(text))
const brokenUtf8 = [
  '80',
  'bf',
  'c0',
  'c080',
  'c3',
  'e4b8',
  'eda080',
  'edbfbf',
  'f09f98',
  'f4908080',
  'f8',
  'fe',
  'ff',
  'efbbbf'
]
splices.push(...brokenUtf8.map((hex) => Buffer.from(hex, 'hex')))

/** One random fault: a bit flipped, a byte replaced, something inserted, repeated, deleted, or the rest cut off. */
export function mutate(below: RandomBelow, bytes: Buffer): Buffer {
  const at = below(bytes.length + 1)
  const to = at + below(Math.min(8, bytes.length - at) + 1)
  const before = bytes.subarray(0, at)
  switch (below(6)) {
    case 0:
      return Buffer.concat([before, flipped(below, bytes.subarray(at, at + 1)), bytes.subarray(at + 1)])
    case 1:
      return Buffer.concat([before, Buffer.from([below(256)]), bytes.subarray(at + 1)])
    case 2:
      return Buffer.concat([before, bytes.subarray(to)])
    case 3:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)])
    case 4:
      return Buffer.from(before)
    default:
      return Buffer.concat([before, pick(below, splices), bytes.subarray(at)])
  }
}

function flipped(below: RandomBelow, bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ (1 << below(8))))
}

/** The bytes at a random alignment, among bytes that would change the outcome if they were read. */
export function displaced(below: RandomBelow, bytes: Buffer): Buffer {
  const shift = below(8)
  const memory = Buffer.from(new ArrayBuffer(shift + bytes.length + below(9))).fill(
    pick(below, ['"', '\\', '\n', ' ', '}', 'é', '1'])
  )
  memory.set(bytes, shift)
  return memory.subarray(shift, shift + bytes.length)
}
