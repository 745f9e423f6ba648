import { writeSync } from 'node:fs'
import { isBusy } from './is-busy.ts'
import { standStill } from './stand-still.ts'

const retryMs = 20

export interface PrintedOutput {
  /** @param line with its end. Never throws */
  write(line: string): void
  /** Whether lines could not be written though somebody would read them. */
  readonly hasLost: boolean
}

/**
 * Lines of a command that prints and ends. It waits for its reader as long as that takes, as other commands do, and writes
 * nothing more behind what could not be written. A reader that has had enough, as `head`, is no failure.
 */
export function printedOutput(descriptor: number, pause: (ms: number) => void = standStill): PrintedOutput {
  let isOver = false
  let hasLost = false
  return {
    write: (line) => {
      if (isOver) return
      try {
        writeWhole(descriptor, Buffer.from(line), pause)
      } catch (error) {
        isOver = true
        hasLost = !isUnread(error)
      }
    },
    get hasLost() {
      return hasLost
    }
  }
}

function writeWhole(descriptor: number, bytes: Buffer, pause: (ms: number) => void): void {
  let at = 0
  while (at < bytes.length) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      // Who shares the pipe with us has made it one that does not block.
      if (!isBusy(error)) throw error
      pause(retryMs)
    }
  }
}

/** Where Node.js had not seen to it, the system would have ended this process (SIGPIPE). */
function isUnread(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}
