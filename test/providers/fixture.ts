import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UpstreamAnswer } from '../../src/upstream/upstream-call.ts'
import { givenAnswer } from './given.ts'

const root = join(import.meta.dirname, 'fixtures')

/** A provider's fixtures: bodies of true answers, cut down, each named after its status. Text that it echoes is "CANARY". */
export function fixtureNames(folder: string): string[] {
  return readdirSync(join(root, folder)).sort()
}

export function fixtureAnswer(folder: string, name: string): UpstreamAnswer {
  return givenAnswer(readFileSync(join(root, folder, name)), { status: Number(name.slice(0, 3)) })
}
