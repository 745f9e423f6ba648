import t from 'tap'
import { StringWindow } from '../../src/json/string-window.ts'
import { WindowedStringScanner } from '../../src/json/windowed-string-scanner.ts'
import { stringScannerContract } from './string-scanner-contract.ts'

for (const size of [1, 2, 7, 16, 33, 32_768]) {
  t.test(`in windows of ${size} bytes`, async (t) => {
    const window = new StringWindow(size)
    stringScannerContract(t, (bytes) => new WindowedStringScanner(bytes, window))
  })
}

t.test('in the arena', async (t) => {
  const window = new StringWindow()
  stringScannerContract(t, (bytes) => {
    const room = window.arena.borrow(bytes.length + 16)
    if (room === undefined) throw new Error('the arena has no room')
    // What each test leaves behind is what the next finds behind its text.
    window.arena.giveBack(room)
    bytes.copy(room)
    return new WindowedStringScanner(room.subarray(0, bytes.length), window)
  })
})

t.test('texts that are scanned in turn are not taken for each other', async (t) => {
  const window = new StringWindow(16)
  const one = Buffer.from(`"${'a'.repeat(40)}" "${'b'.repeat(5)}"`)
  const other = Buffer.from(`"${'c'.repeat(20)}" "${'d'.repeat(30)}"`)
  const scanner = new WindowedStringScanner(one, window)
  t.equal(scanner.end(0), 42)
  const second = new WindowedStringScanner(other, window)
  t.equal(second.end(0), 22)
  t.equal(scanner.end(43), 50)
  t.equal(second.end(23), 55)
})

t.test('a buffer that holds another text by now is looked at again', async (t) => {
  const window = new StringWindow()
  const bytes = Buffer.from('"abc" ')
  t.equal(new WindowedStringScanner(bytes, window).end(0), 5)
  bytes.write('"abcd"')
  t.equal(new WindowedStringScanner(bytes, window).end(0), 6)
})
