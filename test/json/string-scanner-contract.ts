import type { Test } from 'tap'
import { JsonSyntaxError } from '../../src/json/json-syntax-error.ts'

/** Finds where a literal ends. */
export interface Scanner {
  end(start: number): number
}

/** What scans a text. */
export type ScannerOf = (bytes: Buffer) => Scanner

/** The literal at every alignment, between bytes that must not be looked at. */
function atEveryAlignment(literal: string | Buffer, check: (bytes: Buffer) => void): void {
  const bytes = Buffer.from(literal)
  for (let shift = 0; shift < 8; shift++) {
    const memory = Buffer.from(new ArrayBuffer(shift + bytes.length + 9)).fill('"')
    bytes.copy(memory, shift)
    check(memory.subarray(shift, shift + bytes.length))
  }
}

function fault(scannerOf: ScannerOf, bytes: Buffer, start: number): string {
  try {
    return `ended at ${scannerOf(bytes).end(start)}`
  } catch (error) {
    return error instanceof JsonSyntaxError ? error.message : String(error)
  }
}

/** What every scanner of strings owes. */
export function stringScannerContract(t: Test, scannerOf: ScannerOf): void {
  t.test('the closing quote is found at every length and alignment', async (t) => {
    const wrong: string[] = []
    for (let length = 0; length < 70; length++) {
      for (const character of ['x', '#', '!', ' ', ']', '[', '\u007f', 'é', '中', '😀']) {
        const literal = `"${character.repeat(length)}"`
        atEveryAlignment(`${literal},"`, (bytes) => {
          const end = scannerOf(bytes).end(0)
          if (end !== bytes.length - 2) wrong.push(`${literal} ended at ${end}`)
        })
      }
    }
    t.strictSame(wrong, [])
  })

  t.test('every single byte is judged as JSON.parse does, wherever it stands in a literal', async (t) => {
    const wrong: string[] = []
    for (let byte = 0; byte < 0x80; byte++) {
      for (const position of [0, 1, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 29]) {
        const literal = Buffer.from(`"${'x'.repeat(position)}${String.fromCharCode(byte)}${'x'.repeat(30 - position)}"`)
        const accepted = accepts(literal)
        atEveryAlignment(literal, (bytes) => {
          const found = fault(scannerOf, bytes, 0)
          if (byte === 0x22 ? found !== `ended at ${position + 2}` : (found === 'ended at 33') !== accepted) {
            wrong.push(`${byte} at ${position}: ${found}`)
          }
        })
      }
    }
    t.strictSame(wrong, [])
  })

  t.test('escapes are passed over and their quotes are not the end', async (t) => {
    const wrong: string[] = []
    for (const escaped of [
      '\\"',
      '\\\\',
      '\\/',
      '\\b',
      '\\f',
      '\\n',
      '\\r',
      '\\t',
      '\\u00e9',
      '\\uD83d\\uDe00',
      '\\ud800'
    ]) {
      for (const filling of ['', 'x', 'x'.repeat(13), 'x'.repeat(40)]) {
        const literal = `"${filling}${escaped}${filling}${escaped}"`
        if (!accepts(Buffer.from(literal))) wrong.push(`JSON.parse refuses ${literal}`)
        atEveryAlignment(`${literal}"`, (bytes) => {
          const end = scannerOf(bytes).end(0)
          if (end !== bytes.length - 1) wrong.push(`${literal} ended at ${end}`)
        })
      }
    }
    t.strictSame(wrong, [])
  })

  t.test('faults say what would be right and where', async (t) => {
    const faults = {
      '"': 'unexpected end of JSON at byte 1 (line 1, column 2)',
      '"abcdefghijklmnopqrs': 'unexpected end of JSON at byte 20 (line 1, column 21)',
      '"\\': 'unexpected end of JSON at byte 2 (line 1, column 3)',
      '"\\"': 'unexpected end of JSON at byte 3 (line 1, column 4)',
      '"\\u12': 'unexpected end of JSON at byte 5 (line 1, column 6)',
      '"\\x"': 'expected one of "\\/bfnrtu after a backslash but found "x" at byte 2 (line 1, column 3)',
      '"\\u12g4"': 'expected four hexadecimal digits after \\u but found "g" at byte 5 (line 1, column 6)',
      '"\\u123"': 'expected four hexadecimal digits after \\u but found """ at byte 6 (line 1, column 7)',
      '"a\tb"': 'control character in a string, which must be written as \\u0009, at byte 2 (line 1, column 3)',
      '"abcdefghijklmnopqrs\u001f"':
        'control character in a string, which must be written as \\u001f, at byte 20 (line 1, column 21)'
    }
    for (const [text, message] of Object.entries(faults)) {
      t.throws(() => JSON.parse(text), SyntaxError)
      atEveryAlignment(text, (bytes) => t.equal(fault(scannerOf, bytes, 0), message))
    }
  })
}

function accepts(literal: Buffer): boolean {
  try {
    JSON.parse(literal.toString())
    return true
  } catch {
    return false
  }
}
