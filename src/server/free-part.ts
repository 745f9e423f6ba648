/** Smaller ones cost V8 little. */
const minFreedBytes = 16 * 1024

// When memory is given back for the first time, V8 throws away all compiled code that counts on none ever being: what indexes
// bytes, which is most of a request. So it is told before anything is compiled.
new ArrayBuffer(1).transfer(0)

/**
 * Gives the memory of a body's part back at once; it reads as empty from then on. node:http makes a buffer of up to 64 kB for each
 * part: left to V8, a request of 2 MB takes as much again until it looks, and each part meets memory that no cache holds.
 * @param part what nobody reads any more
 */
export function freePart(part: Buffer): void {
  const { buffer, byteLength } = part
  // Of memory that others have a share in nothing is given back.
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
  if (isAlone && byteLength >= minFreedBytes) buffer.transfer(0)
}
