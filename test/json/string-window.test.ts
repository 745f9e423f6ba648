import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { guardBytes } from '../../src/buffers/arena.ts'
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
  const last = window.arena.borrow(window.arena.freeBytes - guardBytes)
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

t.test('texts are joined, those that end near the end of the target left out', async (t) => {
  const window = new StringWindow()
  const source = inArena(window, '..aa.bbbb..cc')
  const target = window.arena.borrow(110)?.fill('-')
  if (target === undefined) throw new Error('the arena has no room')
  const offsets = [2, 4, 5, 9, 11, 13, 2, 2, 5, 9]
  t.strictSame(window.join(source, offsets, 1, '},{', target, 20), { pairs: 5, end: 20 + 3 + 4 + 3 + 2 + 3 + 3 + 4 })
  t.equal(target.toString('latin1', 18, 42), '--},{bbbb},{cc},{},{bbbb')
  // A line of 64 bytes may be written behind the last.
  t.strictSame(window.join(source, offsets, 0, '', target, 40), { pairs: 2, end: 46 })
  t.strictSame(window.join(source, offsets, 0, ',', target, 45), { pairs: 0, end: 45 })
  t.strictSame(window.join(source, [], 0, ',', target, 0), { pairs: 0, end: 0 })
})

t.test('nothing is joined where one of the two lies elsewhere, or the separator is long', async (t) => {
  const window = new StringWindow()
  const source = inArena(window, 'aa')
  const target = window.arena.borrow(200)
  if (target === undefined) throw new Error('the arena has no room')
  const none = { pairs: 0, end: 7 }
  t.strictSame(window.join(Buffer.from(source), [0, 2], 0, ',', target, 7), none)
  t.strictSame(window.join(source, [0, 2], 0, ',', Buffer.alloc(200), 7), none)
  t.strictSame(window.join(source, [0, 2], 0, 'x'.repeat(17), target, 7), none)
  t.strictSame(window.join(source, [0, 2], 0, 'x'.repeat(16), target, 7), { pairs: 1, end: 25 })
})

t.test('nothing is written outside of the target, whatever is joined', async (t) => {
  const window = new StringWindow()
  const source = inArena(window, 'x'.repeat(3000))
  const wrong: string[] = []
  for (const textBytes of [0, 1, 15, 16, 17, 63, 64, 65, 500, 3000]) {
    for (const count of [1, 2, 3, 1024, 1025, 2500]) {
      const whole = count * (textBytes + 1)
      for (const more of [0, 1, 63, 64, 65, 200]) {
        const room = window.arena.borrow(64 + whole + more + 64)
        if (room === undefined) throw new Error('the arena has no room')
        room.fill('-')
        const target = room.subarray(64, 64 + whole + more)
        const offsets = Array.from({ length: 2 * count }, (_, at) => (at % 2) * textBytes)
        const { pairs, end } = window.join(source, offsets, 0, ',', target, 0)
        const isWhole = end === pairs * (textBytes + 1) && (pairs === count || whole - end < textBytes + 1 + 64 + more)
        const text = `,${'x'.repeat(textBytes)}`.repeat(pairs)
        const isRight = target.toString('latin1', 0, end) === text
        const outside = room.toString('latin1', 0, 64) + room.toString('latin1', 64 + whole + more)
        if (!isWhole || !isRight || !/^-+$/.test(outside)) wrong.push(`${count} of ${textBytes}, ${more} more`)
        window.arena.giveBack(room)
      }
    }
  }
  t.strictSame(wrong, [])
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
