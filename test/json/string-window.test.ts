import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
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
