import { compactJson, mostGrowth } from '../../json/compact-json.ts'
import { type JsonKind, JsonScanner } from '../../json/json-scanner.ts'
import { Documents } from '../../rerank/documents.ts'
import {
  documentFault,
  emptyDocument,
  emptyLiteralBytes,
  type ObjectDocument,
  type ScannedDocuments
} from './scan-documents.ts'

/** Where a value lies in the request. */
interface Span {
  readonly start: number
  readonly end: number
}

interface Member extends Span {
  readonly kind: JsonKind
}

/** What a document that is an object comes down to. */
interface DocumentParts {
  /** A text of its own is left where it lies, as every text is; one that is made of several fields is written. */
  readonly text: Span | Buffer | undefined
  readonly image: Span | undefined
}

const textField = 'text'
const imageField = 'image'
const usualFields: ReadonlySet<string> = new Set([textField, imageField])

/**
 * Reads the documents that are objects: the fields that `rank_fields` names, else `text` and `image`, else the whole object
 * as plain JSON text.
 * @throws GatewayError naming the document that has nothing to rank
 */
export function readDocuments(
  bytes: Buffer,
  { spans, objects }: ScannedDocuments,
  rankFields: readonly string[] | undefined
): Documents {
  if (objects.length === 0) return new Documents({ bytes, spans })
  const ranked = rankFields && new Map(rankFields.map((name) => [name, writtenKey(name)]))
  const placed = spans.slice()
  const written = new Map<number, Buffer>()
  const images = new Map<number, string>()
  for (const object of objects) {
    const { index } = object
    const { text, image } = ranked === undefined ? usualParts(bytes, object) : rankedParts(bytes, object, ranked)
    if (text !== undefined && 'start' in text) [placed[2 * index], placed[2 * index + 1]] = [text.start, text.end]
    else if (text !== undefined) written.set(index, text)
    if (image !== undefined) images.set(index, JSON.parse(bytes.toString('utf8', image.start, image.end)) as string)
  }
  return new Documents({ bytes, spans: placed, written, images })
}

function usualParts(bytes: Buffer, object: ObjectDocument): DocumentParts {
  const { members, isNothing } = readMembers(bytes, object, usualFields)
  const text = ownText(members, textField, object.index)
  const image = ownText(members, imageField, object.index)
  if (text !== undefined || image !== undefined) return { text, image }
  if (isNothing) throw emptyDocument(object.index)
  return { text: compactLiteral(bytes, [['', object]], ['', '']), image: undefined }
}

/** An image stays one where it is named, and is not ranked where it is not: it is no text in either case. */
function rankedParts(bytes: Buffer, object: ObjectDocument, ranked: ReadonlyMap<string, string>): DocumentParts {
  const { index } = object
  const { members } = readMembers(bytes, object, ranked)
  const image = ownText(members, imageField, index)
  const picked: [string, Member][] = []
  for (const [name, key] of ranked) {
    const member = members.get(name)
    if (member !== undefined && !(name === imageField && image !== undefined)) picked.push([key, member])
  }
  const [only] = picked
  if (only === undefined) {
    if (image !== undefined) return { text: undefined, image }
    throw documentFault(`documents[${index}]`, 'has none of the fields that rank_fields names')
  }
  if (picked.length === 1 && only[1].kind === 'string') return { text: notEmpty(only[1], index), image }
  return { text: compactLiteral(bytes, picked, ['{', '}']), image }
}

/** The key of a member, as it stands within a literal. */
function writtenKey(name: string): string {
  return `${JSON.stringify(JSON.stringify(name)).slice(1, -1)}:`
}

/** A literal of JSON: each value behind its key, with commas between and brackets around them. */
function compactLiteral(
  bytes: Buffer,
  values: readonly (readonly [string, Span])[],
  [open, close]: readonly [string, string]
): Buffer {
  const most = values.reduce((sum, [key, { start, end }]) => sum + 3 * key.length + mostGrowth * (end - start) + 1, 4)
  const target = Buffer.allocUnsafe(most)
  let to = target.write(`"${open}`)
  let separator = ''
  for (const [key, { start, end }] of values) {
    to += target.write(separator + key, to)
    separator = ','
    to = compactJson(bytes, start, end, target, to)
  }
  to += target.write(`${close}"`, to)
  return Buffer.from(target.subarray(0, to))
}

/** Where the members of these names lie: of a name that comes twice the last, as JSON.parse has it. */
function readMembers(
  bytes: Buffer,
  { start: base, end }: ObjectDocument,
  names: { has(name: string): boolean }
): { readonly members: ReadonlyMap<string, Member>; readonly isNothing: boolean } {
  const members = new Map<string, Member>()
  let isNothing = true
  JsonScanner.scan(bytes.subarray(base, end), (scanner) => {
    scanner.members((name) => {
      const kind = scanner.kind()
      if (kind !== 'null') isNothing = false
      if (!names.has(name)) return
      const start = base + scanner.at
      members.set(name, { kind, start, end: base + scanner.skip() })
    })
  })
  return { members, isNothing }
}

/** Null is as good as absent. */
function ownText(members: ReadonlyMap<string, Member>, name: string, index: number): Member | undefined {
  const member = members.get(name)
  if (member === undefined || member.kind === 'null') return undefined
  if (member.kind !== 'string') throw documentFault(`documents[${index}].${name}`, 'must be a string')
  return notEmpty(member, index)
}

function notEmpty(member: Member, index: number): Member {
  if (member.end - member.start === emptyLiteralBytes) throw emptyDocument(index)
  return member
}
