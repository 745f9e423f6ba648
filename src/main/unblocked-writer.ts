import { constants, fstatSync, openSync, writeSync } from 'node:fs'

/** What Node.js has beneath its stream of a pipe or a socket. */
interface Stream {
  readonly _handle?: { setBlocking?(isBlocking: boolean): void } | null
}

/**
 * Writes to one of this process's descriptors, and never waits for a reader: the system says EAGAIN instead. A file or a
 * terminal is written to as it is.
 *
 * Whether writing waits is no matter of a descriptor, but of what all processes share that inherited it: starting a child and
 * ending a process of Node.js make it wait again for everybody. So a pipe is opened a second time, for us alone. A socket
 * cannot be, nor a pipe where there is no `/proc` or that belongs to somebody else: it is told again before each write, which
 * leaves microseconds for another process to come between.
 */
export function unblockedWriter(descriptor: 1 | 2): (bytes: Buffer) => number {
  const found = fstatSync(descriptor)
  const isPipe = found.isFIFO()
  if (!isPipe && !found.isSocket()) return (bytes) => writeSync(descriptor, bytes)
  const own = isPipe ? openAnew(descriptor) : undefined
  if (own !== undefined) return (bytes) => writeSync(own, bytes)
  const { _handle } = (descriptor === 1 ? process.stdout : process.stderr) as Stream
  return (bytes) => {
    _handle?.setBlocking?.(false)
    return writeSync(descriptor, bytes)
  }
}

function openAnew(descriptor: number): number | undefined {
  try {
    return openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
}
