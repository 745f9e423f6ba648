/** As far as it is used here: Node.js has it, and its types come with a browser's alone. */
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** What each of our modules exports beside its functions. */
export interface WasmMemory {
  readonly memory: { readonly buffer: ArrayBuffer }
}

/**
 * Compiles a module of a few hundred bytes and gives its exports.
 * @throws where there is no WebAssembly (`node --jitless`), or not what the module needs of it
 */
export function instantiate<Exports extends WasmMemory>(bytes: Uint8Array): Exports {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal }
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports
}
