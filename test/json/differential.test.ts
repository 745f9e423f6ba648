import { inspect } from 'node:util'
import t from 'tap'
import { JsonScanner } from '../../src/json/json-scanner.ts'
import { JsonSyntaxError } from '../../src/json/json-syntax-error.ts'
import { SpanList } from '../../src/json/span-list.ts'
import { StringWindow } from '../../src/json/string-window.ts'
import { displaced, mutate } from './mutate.ts'
import { type RandomBelow, randomFrom, randomJson } from './random-json.ts'

/** More by hand: `RANKGATE_FUZZ_CASES=1000000 node test/json/differential.test.ts`. A seed that failed: with CASES=1. */
const cases = Number(process.env.RANKGATE_FUZZ_CASES ?? 10_000)
const firstSeed = Number(process.env.RANKGATE_FUZZ_SEED ?? Date.now() % 2 ** 31)

/** Borders fall anywhere; undefined scans without WebAssembly. */
const windows = [1, 3, 16, 21, 64, 32_768, undefined].map((size) =>
  size === undefined ? undefined : new StringWindow(size)
)

const refused = Symbol('refused')
const untaken = Symbol('untaken')
const remains = '"\\nu0aé ,]}'
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

t.test('the scanner accepts what JSON.parse accepts and finds the same values', async (t) => {
  t.setTimeout(0)
  let accepted = 0
  let misleading = 0
  for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
    const below = randomFrom(seed)
    const window = windows[seed % windows.length]
    const body = randomBody(below)
    const bytes = window === undefined || below(2) === 0 ? body : inArena(below, body, window)
    const expected = parsed(bytes)
    const found = scanned(bytes, below, window)
    if (expected !== refused) accepted++
    if (hasBackslashKey(expected) || hasBackslashKey(found)) {
      misleading++
      if ((found === refused) === (expected === refused)) continue
    }
    if (!same(found, expected)) {
      t.fail(`seed ${seed}: ${bytes.toString('hex')} at byteOffset ${bytes.byteOffset}: ${inspect(found)}`)
      break
    }
  }
  t.comment(`seeds from ${firstSeed}: ${accepted} of ${cases} accepted, ${misleading} with keys that V8 may misread`)
  if (cases >= 1000) {
    t.ok(accepted > cases / 5, 'enough of the bodies are JSON')
    t.ok(accepted < (cases * 4) / 5, 'enough of the bodies are not')
    t.ok(misleading < cases / 20, 'few are compared by acceptance alone')
  }
})

/** One in three is left valid. */
function randomBody(below: RandomBelow): Buffer {
  let bytes: Buffer = Buffer.from(randomJson(below))
  if (below(3) > 0) {
    for (let faults = below(3); faults >= 0; faults--) bytes = mutate(below, bytes)
  }
  return displaced(below, bytes)
}

/** The body among what others have left behind. */
function inArena(below: RandomBelow, body: Buffer, { arena }: StringWindow): Buffer {
  const room = arena.borrow(body.length + 128)
  if (room === undefined) throw new Error('the arena has no room')
  for (let at = 0; at < room.length; at++) room[at] = remains.charCodeAt(below(remains.length))
  // Nobody else borrows before the body has been read.
  arena.giveBack(room)
  const start = below(32)
  body.copy(room, start)
  return room.subarray(start, start + body.length)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return refused
  }
}

/** Any error but a syntax error with an offset within the bytes is the scanner's fault. */
function scanned(bytes: Buffer, below: RandomBelow, window: StringWindow | undefined): unknown {
  let found: unknown
  try {
    const visit = (scanner: JsonScanner): void => {
      found = taken(scanner, bytes, below)
    }
    JsonScanner.scan(bytes, visit, window ?? null)
  } catch (error) {
    const stated = error instanceof JsonSyntaxError && error.offset >= 0 && error.offset <= bytes.length
    return stated ? refused : error
  }
  return found
}

/** Takes the value in one of the ways there are; objects come out as maps, for the sake of `__proto__`. */
function taken(scanner: JsonScanner, bytes: Buffer, below: RandomBelow): unknown {
  const way = below(8)
  if (way === 0) return untaken
  if (way === 1) return scanner.decode()
  if (way > 2 && scanner.kind() === 'object') {
    const members = new Map<string, unknown>()
    scanner.members((key) => members.set(key, taken(scanner, bytes, below)))
    return members
  }
  if (way > 2 && scanner.kind() === 'array') {
    const elements: unknown[] = []
    scanner.elements(() => {
      if (scanner.kind() !== 'string' || below(2) === 0) elements.push(taken(scanner, bytes, below))
      else elements.push(...stringsTaken(scanner, bytes, below))
    })
    return elements
  }
  const start = scanner.at
  return JSON.parse(bytes.subarray(start, scanner.skip()).toString())
}

function same(found: unknown, expected: unknown): boolean {
  if (found === untaken) return expected !== refused
  if (Array.isArray(found)) {
    if (!Array.isArray(expected) || found.length !== expected.length) return false
    return found.every((element, index) => same(element, expected[index]))
  }
  if (found instanceof Map) {
    if (!isObject(expected) || Object.keys(expected).length !== found.size) return false
    return [...found].every(([key, value]) => Object.hasOwn(expected, key) && same(value, expected[key]))
  }
  if (isObject(found) && !(found instanceof Error)) return same(new Map(Object.entries(found)), expected)
  return Object.is(found, expected)
}

/**
 * V8 reads an escaped key as one with a backslash when it saw that one before (nodejs/node#63785): after {"h":[],"\\":0}
 * it takes the second key of {"h":1,"\n":2} for a backslash, too. So its keys with backslashes are no measure of ours.
 */
function hasBackslashKey(value: unknown): boolean {
  if (value instanceof Map) return [...value].some(([key, member]) => key.includes('\\') || hasBackslashKey(member))
  if (Array.isArray(value)) return value.some(hasBackslashKey)
  return isObject(value) && hasBackslashKey(new Map(Object.entries(value)))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A few of those that stand side by side. */
function stringsTaken(scanner: JsonScanner, bytes: Buffer, below: RandomBelow): unknown[] {
  const spans = new SpanList()
  scanner.strings(spans, 1 + below(4))
  const offsets = spans.toArray()
  return Array.from({ length: spans.count }, (_, n) =>
    JSON.parse(bytes.subarray(offsets[2 * n], offsets[2 * n + 1]).toString())
  )
}
