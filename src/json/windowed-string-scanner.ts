import { unexpected } from './json-syntax-error.ts'
import type { SpanList } from './span-list.ts'
import { controlCharacter, escapeEnd } from './string-escapes.ts'
import type { StringWindow } from './string-window.ts'

const quote = 0x22
const backslash = 0x5c

/** Finds where string literals end, by vectors. Does what `StringScanner` does. */
export class WindowedStringScanner {
  readonly #bytes: Buffer
  readonly #window: StringWindow

  constructor(bytes: Buffer, window: StringWindow) {
    this.#bytes = bytes
    this.#window = window
    window.forget()
  }

  /** Whether all that was scanned is; may say no because of what stands behind it. */
  get isAscii(): boolean {
    return this.#window.isAscii
  }

  /** Takes the literal at `start` and some of those that stand next to it, `most` at most; gives where the last one ends. */
  strings(start: number, onto: SpanList, most: number): number {
    const behind = this.#window.strings(this.#bytes, start, onto, most)
    if (behind > start) return behind
    const end = this.end(start)
    onto.push(start, end)
    return end
  }

  /** The offset behind the closing quote of the literal whose opening quote stands at `start`. */
  end(start: number): number {
    const bytes = this.#bytes
    let at = start + 1
    while (at < bytes.length) {
      at = this.#window.scan(bytes, at)
      const byte = bytes[at]
      if (byte === quote) return at + 1
      if (byte === backslash) at = escapeEnd(bytes, at)
      else if (byte !== undefined && byte < 0x20) throw controlCharacter(bytes, at)
    }
    throw unexpected('a closing quote', bytes, bytes.length)
  }
}
