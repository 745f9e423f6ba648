import { instantiate, type WasmMemory } from '../wasm/instantiate.ts'
import { sipLayout, sipModule } from './sip-module.ts'

interface SipExports extends WasmMemory {
  begin(): void
  absorb(from: number, to: number): void
  finish(from: number, rest: number, total: number): void
}

const { key: keyAt, output: outputAt, input, inputBytes } = sipLayout

/** A keyed 128-bit digest, a piece at a time: `begin`, `write` as often as needed, `end`. For one user at a time. */
export class SipHash {
  readonly #wasm: SipExports
  readonly #memory: Buffer
  readonly #window: Buffer
  readonly #output: Uint32Array
  /** Bytes in the window, and bytes before it. */
  #held = 0
  #before = 0

  constructor() {
    this.#wasm = instantiate<SipExports>(sipModule())
    const { buffer } = this.#wasm.memory
    this.#memory = Buffer.from(buffer)
    this.#window = Buffer.from(buffer, input, inputBytes)
    this.#output = new Uint32Array(buffer, outputAt, 4)
  }

  /** Takes 16 bytes of key. Stays for every message until the next one. */
  setKey(key: Uint8Array): void {
    this.#memory.set(key, keyAt)
  }

  begin(): void {
    this.#wasm.begin()
    this.#held = 0
    this.#before = 0
  }

  write(source: Buffer, start: number, end: number): void {
    for (let at = start; at < end; ) {
      const copied = source.copy(this.#window, this.#held, at, end)
      this.#held += copied
      at += copied
      if (this.#held < inputBytes) continue
      this.#wasm.absorb(input, input + inputBytes)
      this.#before += inputBytes
      this.#held = 0
    }
  }

  /** Writes the digest as four words of `target` from `offset` on. */
  end(target: Uint32Array, offset: number): void {
    const rest = this.#held & 7
    const whole = input + this.#held - rest
    this.#wasm.absorb(input, whole)
    this.#wasm.finish(whole, rest, this.#before + this.#held)
    // Word by word: `set` would cost as much as the rest of a short document.
    for (let word = 0; word < 4; word++) target[offset + word] = this.#output[word] ?? 0
  }
}
