/** Waits without giving anything else in this process a turn: for the end of a process, or of one that does one thing. */
export function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
