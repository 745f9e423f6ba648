import { randomUUID } from 'node:crypto'
import { format } from 'node:util'

interface Tap {
  testdir(files: Record<string, string>): string
}

const sdk = new URL('../../src/sdk.ts', import.meta.url).href

/** Runs a TypeScript program out of a page. @returns the lines that it prints */
export async function runProgram(t: Tap, program: string): Promise<string[]> {
  const folder = t.testdir({ 'program.ts': program.replaceAll("'rankgate'", `'${sdk}'`) })
  const printed: string[] = []
  const { log } = console
  console.log = (...shown: unknown[]) => void printed.push(format(...shown))
  try {
    // The query makes another module of each program, whose file has the same name.
    await import(`${folder}/program.ts?${randomUUID()}`)
  } finally {
    console.log = log
  }
  return printed
}

/** What a program says that it prints: in a comment behind each `console.log`, or in the remark below the block. */
export function promisedOutput(program: string, remark: string): string[] | undefined {
  const comments = [...program.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map(({ 1: text = '' }) => text)
  if (comments.length > 0) return comments
  const said = /^prints `(.*)`\.$/.exec(remark)?.[1]
  return said === undefined ? undefined : [said]
}
