import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { SpanList } from '../../src/json/span-list.ts'
import { stringLayout } from '../../src/json/string-module.ts'
import { StringWindow, sharedWindow } from '../../src/json/string-window.ts'

t.test('what stops a scan is where it stands; what does not is passed over', async (t) => {
  const window = new StringWindow()
  const text = Buffer.from(`${'x'.repeat(100)}\\n\\u00e9${'é'.repeat(20)}\\"y\\q`)
  const wrong = text.indexOf('\\q')
  t.equal(window.scan(text, 0), wrong)
  t.equal(window.scan(text, 50), wrong)
  t.equal(window.scan(Buffer.from('ab"c'), 0), 2)
  t.equal(window.scan(Buffer.from('ab\u001fc'), 1), 2)
})

t.test('a scan that meets nothing ends where the window does', async (t) => {
  const window = new StringWindow(10)
  const text = Buffer.from('x'.repeat(25))
  t.strictSame([window.scan(text, 3), window.scan(text, 13), window.scan(text, 23)], [13, 23, 25])
})

t.test('bytes beyond ASCII are noticed wherever they are passed, until they are forgotten', async (t) => {
  const missed: string[] = []
  for (const size of [1, 7, 16, 40, 32_768]) {
    const window = new StringWindow(size)
    for (let length = 1; length < 80; length++) {
      for (let at = 0; at < length; at++) {
        const text = Buffer.alloc(length, 'x')
        text[at] = 0xc3
        window.forget()
        for (let passed = 0; passed < length; ) passed = window.scan(text, passed)
        if (window.isAscii) missed.push(`${size}: ${at} of ${length}`)
      }
    }
    window.forget()
    const ascii = Buffer.from('\u007f\\u00e9 \\n '.repeat(10))
    for (let passed = 0; passed < ascii.length; ) passed = Math.max(passed + 1, window.scan(ascii, passed))
    t.ok(window.isAscii, `${size}`)
  }
  t.strictSame(missed, [])
})

/** The text where nothing need be copied, and behind it what somebody else left there. */
function inArena({ arena }: StringWindow, text: string, behind = ''): Buffer {
  const length = Buffer.byteLength(text)
  const room = arena.borrow(length + behind.length)
  if (room === undefined) throw new Error('the arena has no room')
  room.write(text + behind)
  return room.subarray(0, length)
}

function strings(window: StringWindow, text: Buffer, at: number, most = 100): readonly [string[], string] {
  const spans = new SpanList()
  const behind = window.strings(text, at, spans, most)
  const offsets = spans.toArray()
  const taken = Array.from({ length: spans.count }, (_, n) => text.toString('utf8', offsets[2 * n], offsets[2 * n + 1]))
  return [taken, text.toString('utf8', behind)]
}

t.test('strings are taken as long as nothing but commas and white space is between them', async (t) => {
  const window = new StringWindow()
  for (const [text, taken, rest] of [
    ['"a","b"]', ['"a"', '"b"'], ']'],
    ['"a" , \r\n\t"\\"" ]', ['"a"', '"\\""'], ' ]'],
    ['"a", 7, "b"]', ['"a"'], ', 7, "b"]'],
    ['"a" "b"]', ['"a"'], ' "b"]'],
    ['"a":"b"]', ['"a"'], ':"b"]'],
    ['"a",,"b"]', ['"a"'], ',,"b"]'],
    ['"a", ]', ['"a"'], ', ]'],
    ['"a","b\\x"]', ['"a"'], ',"b\\x"]'],
    ['"a","b', ['"a"'], ',"b'],
    ['"a\u0001"]', [], '"a\u0001"]'],
    ['"a', [], '"a'],
    ['7]', [], '7]']
  ] as const) {
    t.strictSame(strings(window, Buffer.from(text), 0), [taken, rest], text)
    t.strictSame(strings(window, inArena(window, text), 0), [taken, rest], `${text} in the arena`)
  }
  const list = Buffer.from('"a","b","cd')
  t.strictSame(strings(window, list, 4, 1), [['"b"'], ',"cd'])
  strings(window, list, 0)
  t.equal(window.scan(list, 1), 2, 'and may be looked at again')
})

t.test('of more strings than are told at once the first are taken', async (t) => {
  const window = new StringWindow()
  const list = JSON.stringify(Array.from({ length: 1500 }, (_, index) => `${index}`)).slice(1, -1)
  const [first, rest] = strings(window, Buffer.from(list), 0, 1500)
  t.equal(first.length, 1024)
  t.equal(rest.slice(0, 7), ',"1024"')
})

t.test('a string that ends in the next piece is taken with what follows it', async (t) => {
  const window = new StringWindow(9)
  const text = Buffer.from('"abcd","efgh","i","klmnopqrstuvw"')
  t.strictSame(strings(window, text, 0)[0], ['"abcd"'])
  t.strictSame(strings(window, text, 7)[0], ['"efgh"'])
  t.strictSame(strings(window, text, 14)[0], ['"i"'])
  t.strictSame(strings(window, text, 18)[0], [])
  t.equal(window.scan(text, 19), 27, 'as far as was looked')
  t.equal(window.scan(text, 27), 32)
})

t.test('what others left behind a text in the arena is no part of it', async (t) => {
  const window = new StringWindow()
  for (const [text, behind, taken] of [
    ['"a","b', '","c"]', ['"a"']],
    ['"a","b\\', '"","c"]', ['"a"']],
    ['"a","b\\u00', 'e9","c"]', ['"a"']],
    ['"a"', ',"b"', ['"a"']],
    ['"a",', '"b"', ['"a"']],
    ['"a', '', []],
    ['"a', '"', []]
  ] as const) {
    const whole = inArena(window, text, behind)
    t.strictSame(strings(window, whole, 0)[0], taken, text + behind)
    window.forget()
    t.equal(window.scan(whole, text.lastIndexOf('"') + 1), whole.length)
    window.forget()
  }
  const last = window.arena.borrow(window.arena.freeBytes)
  t.ok(last !== undefined && last.length > stringLayout.textsBytes / 2)
  last?.fill('x', last.length - 100)
  if (last !== undefined) t.equal(window.scan(last, last.length - 100), last.length, 'nor what is behind the arena')
})

t.test('bytes beyond ASCII are noticed in the arena too', async (t) => {
  const window = new StringWindow()
  window.forget()
  window.scan(inArena(window, `"${'é'.repeat(3)}"`), 1)
  t.notOk(window.isAscii)
  window.forget()
  window.scan(inArena(window, `"${'e'.repeat(3)}"`), 1)
  t.ok(window.isAscii)
})

t.test('there is one window for all, where WebAssembly is', async (t) => {
  t.ok(sharedWindow() instanceof StringWindow)
  t.equal(sharedWindow(), sharedWindow())
})

t.test('without WebAssembly texts are scanned all the same', async (t) => {
  const script = `
    import { JsonScanner } from '${new URL('../../src/json/json-scanner.ts', import.meta.url)}'
    delete globalThis.WebAssembly
    JsonScanner.scan(Buffer.from('["a\\\\n"]'))
    console.log(typeof WebAssembly)
  `
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, flags, { env: {} })
  t.equal(stdout, 'undefined\n')
})
