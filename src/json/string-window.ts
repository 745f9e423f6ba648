import { instantiate, type WasmMemory } from '../wasm/instantiate.ts'
import { hexDigits, simpleEscapes } from './string-escapes.ts'
import { overreach, stringLayout, stringModule } from './string-module.ts'

interface StringExports extends WasmMemory {
  scan(at: number): number
}

/** A block's bits. */
const seenWords = 4

/** The piece of a text that the vector code looks at: one for all texts, since scanning one is never interrupted for long. */
export class StringWindow {
  /** Of the text at most. */
  readonly size: number
  readonly #wasm: StringExports
  readonly #memory: Buffer
  readonly #seen: Uint32Array
  #text: Buffer | undefined
  #from = 0
  #to = 0

  /**
   * @param size smaller in tests, so that short texts have borders too
   * @throws where there is no WebAssembly with vectors
   */
  constructor(size: number = stringLayout.windowBytes) {
    this.size = size
    this.#wasm = instantiate<StringExports>(stringModule())
    this.#memory = Buffer.from(this.#wasm.memory.buffer)
    this.#seen = new Uint32Array(this.#wasm.memory.buffer, stringLayout.seen, seenWords)
    this.#memory.set(simpleEscapes, stringLayout.simpleEscapes)
    this.#memory.set(hexDigits, stringLayout.hexDigits)
  }

  /**
   * Where from `at` on a quote, a control character or a wrong escape stands first; or the end of what was looked at, which is
   * the text's own end or a place to go on from.
   */
  scan(text: Buffer, at: number): number {
    if (this.#text !== text || at < this.#from || at >= this.#to) this.#show(text, at)
    return this.#wasm.scan(at - this.#from + stringLayout.window) - stringLayout.window + this.#from
  }

  /** Whether all bytes that were passed since the last `forget` are ASCII. May say no because of one that was not yet passed. */
  get isAscii(): boolean {
    const seen = this.#seen
    const bits = (seen[0] as number) | (seen[1] as number) | (seen[2] as number) | (seen[3] as number)
    return (bits & 0x80_80_80_80) === 0
  }

  /** What was looked at before may have changed since. */
  forget(): void {
    this.#text = undefined
    for (let word = 0; word < seenWords; word++) this.#seen[word] = 0
  }

  #show(text: Buffer, from: number): void {
    const copied = text.copy(this.#memory, stringLayout.window, from, from + this.size)
    const end = stringLayout.window + copied
    // A control character, at which every scan ends; after it whatever a last step reads.
    this.#memory.fill(0, end, end + overreach)
    this.#text = text
    this.#from = from
    this.#to = from + copied
  }
}

/** Null where there can be none. */
let shared: StringWindow | null | undefined

/** The one of this process, made when it is first needed; null where there can be none. */
export function sharedWindow(): StringWindow | null {
  if (shared === undefined) {
    try {
      shared = new StringWindow()
    } catch {
      // `node --jitless` has no WebAssembly: scanning without is slower, and all the same.
      shared = null
    }
  }
  return shared
}
