import { closeSync, openSync, readSync } from 'node:fs'

/** 16 MiB: far above any configuration that people write, far below what takes a parser minutes. */
const maxBytes = 16 * 1024 * 1024

export type FileText = { readonly text: string } | { readonly problem: string }

/** Reads a whole text file, or a pipe such as `/dev/stdin`, and says in one phrase why it cannot. */
export function readTextFile(file: string): FileText {
  try {
    const bytes = readAtMost(file, maxBytes + 1)
    if (bytes.length > maxBytes) return { problem: `is larger than ${maxBytes / 1024 / 1024} MiB` }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

function readAtMost(file: string, limit: number): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const chunks: Buffer[] = []
    let total = 0
    while (total < limit) {
      const chunk = Buffer.allocUnsafe(Math.min(65_536, limit - total))
      const length = readSync(descriptor, chunk)
      if (length === 0) break
      chunks.push(chunk.subarray(0, length))
      total += length
    }
    return Buffer.concat(chunks, total)
  } finally {
    closeSync(descriptor)
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read: permission denied',
  EISDIR: 'is a folder, not a file',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'is not UTF-8 text'
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return problems[code] ?? `cannot be read: ${error instanceof Error ? error.message : String(error)}`
}
