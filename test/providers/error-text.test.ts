import t from 'tap'
import { errorText } from '../../src/providers/error-text.ts'

const text = (body: unknown): string => errorText(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))

const bodies: readonly [title: string, body: unknown, reason: string][] = [
  ['detail is first', { detail: 'a', message: 'b', error: 'c', title: 'd' }, 'a'],
  ['then message', { message: 'b', error: 'c', title: 'd' }, 'b'],
  ['then error', { error: 'c', title: 'd' }, 'c'],
  ['then the message of error', { error: { message: 'c', type: 'x' }, title: 'd' }, 'c'],
  ['then title', { title: 'd', status: 429 }, 'd'],
  ['an empty string is passed over', { detail: '', message: 'b' }, 'b'],
  ['what is no string is passed over', { detail: { a: 1 }, message: 3, error: null, title: 'd' }, 'd'],
  ['a list of details gives their messages', { detail: [{ msg: 'a' }, { msg: 'b' }] }, 'a; b'],
  ['and which document they are about', { detail: [{ loc: ['body', 'texts', 7], msg: 'a' }] }, 'texts[7]: a'],
  ['but no other place', { detail: [{ loc: ['body', 'query'], msg: 'a' }] }, 'a'],
  [
    'nor what is no place',
    {
      detail: [
        { loc: ['CANARY \n', 3], msg: 'a' },
        { loc: [3], msg: 'b' }
      ]
    },
    'a; b'
  ],
  ['also as Python prints it', "[{'loc': ('body', 'texts', 7, 'text'), 'msg': 'a'}]", 'texts[7].text: a'],
  ['a list of details gives its strings', { detail: ['a', 3, null, 'b'] }, 'a; b'],
  ['a list without messages is passed over', { detail: [], message: 'b' }, 'b'],
  ['five messages are enough', { detail: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'a; b; c; d; e'],
  ['a list in a string gives its messages', { detail: '[{"msg": "a", "input": "CANARY"}, {"msg": "b"}]' }, 'a; b'],
  ['a list as Python prints it gives its first message', "[{'msg': 'a', 'input': 'CANARY'}]", 'a'],
  ['also where the message holds an apostrophe', `[{'msg': "isn't", 'input': 'CANARY'}]`, "isn't"],
  ['a list as Python prints it without messages is cut at the echo', "[{'loc': 1, 'input': 'CANARY'}]", "[{'loc': 1"],
  ['a bracket does not make a list', '[request 7] failed', '[request 7] failed'],
  ['a list for a body is read alike', [{ msg: 'a', input: 'CANARY' }], 'a'],
  ['an empty list says what it is', [], '[]'],
  ['a string for a body is the reason', '"a reason"', 'a reason'],
  ['a number for a body is the reason', '503', '503'],
  ['an object without any reason is shown', { code: 3 }, '{"code":3}'],
  ['text is the reason', 'queue is full', 'queue is full'],
  ['HTML says nothing', '<!DOCTYPE html><title>CANARY</title>', 'an HTML page'],
  ['HTML without a doctype neither', '\n <HTML><body>CANARY', 'an HTML page'],
  ['nothing is no reason', '', 'no reason given'],
  ['white space is no reason', ' \r\n\t', 'no reason given'],
  ['nor is an empty string', '""', 'no reason given'],
  ['lines and control characters become spaces', 'a\r\n\tb\u0000\u001b[31mc\u0085d', 'a b [31mc d'],
  ['a byte order mark is nothing', '\ufeff{"message":"a"}', 'a'],
  [
    'what pydantic prints of the input is cut',
    "bad value [type=x, input_value='CANARY', input_type=str]",
    'bad value [type=x'
  ],
  ['an echoed member is cut', '{"loc":1,"input":{"query":"CANARY"}}', '{"loc":1'],
  ['an escaped one too', '{"detail":"{\\"loc\\":1, \\"input\\" : \\"CANARY\\"}', '{"detail":"{\\"loc\\":1'],
  ['a reason that speaks of input is whole', 'invalid input: too many documents', 'invalid input: too many documents'],
  ['so is one that begins with it', 'Input length 9 exceeds 8', 'Input length 9 exceeds 8']
]

for (const [title, body, reason] of bodies) {
  t.test(title, async (t) => t.equal(text(body), reason))
}

t.test('bytes that are no UTF-8 are replaced', async (t) => {
  t.equal(errorText(Buffer.from([0x61, 0xff, 0x62])), 'a\ufffdb')
})

t.test('a reason of 1200 characters is whole, a longer one is cut', async (t) => {
  t.equal(text('x'.repeat(1200)), 'x'.repeat(1200))
  t.equal(text('x'.repeat(1201)), `${'x'.repeat(1200)}...`)
  t.equal(text(`${'x'.repeat(1199)}🙂!`), `${'x'.repeat(1199)}\ufffd...`, 'not into halves of a character')
})

t.test('only the beginning of a huge body is read', async (t) => {
  t.equal(text({ message: 'x'.repeat(70_000) }).length, 1203)
  t.equal(text(`${' '.repeat(70_000)}CANARY`), 'no reason given')
  t.equal(text(`a${' '.repeat(60_000)}b`), 'a b')
})
