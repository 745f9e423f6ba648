import { Documents } from '../../rerank/documents.ts'
import { documentFault, emptyDocument, type ScannedDocuments } from './scan-documents.ts'

/** What a document that is an object comes down to. */
interface DocumentParts {
  readonly text: string | undefined
  readonly image: string | undefined
}

const imageField = 'image'

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
  const written = new Map<number, Buffer>()
  const images = new Map<number, string>()
  for (const { index, start, end } of objects) {
    const fields = JSON.parse(bytes.toString('utf8', start, end)) as ObjectFields
    const { text, image } =
      rankFields === undefined ? documentParts(fields, index) : rankedParts(fields, index, rankFields)
    if (text !== undefined) written.set(index, Buffer.from(JSON.stringify(text)))
    if (image !== undefined) images.set(index, image)
  }
  return new Documents({ bytes, spans, written, images })
}

function documentParts(fields: ObjectFields, index: number): DocumentParts {
  const text = ownText(fields, 'text', index)
  const image = ownText(fields, imageField, index)
  if (text === '' || image === '') throw emptyDocument(index)
  if (text !== undefined || image !== undefined) return { text, image }
  if (Object.values(fields).every((value) => value === null)) throw emptyDocument(index)
  return { text: JSON.stringify(fields), image: undefined }
}

type ObjectFields = Readonly<Record<string, unknown>>

function ownText(fields: ObjectFields, name: string, index: number): string | undefined {
  const value = Object.hasOwn(fields, name) ? (fields[name] ?? undefined) : undefined
  if (value === undefined || typeof value === 'string') return value
  throw documentFault(`documents[${index}].${name}`, 'must be a string')
}

/** An image stays one where it is named, and is not ranked where it is not: it is no text in either case. */
function rankedParts(fields: ObjectFields, index: number, rankFields: readonly string[]): DocumentParts {
  const image = rankFields.includes(imageField) ? ownText(fields, imageField, index) : undefined
  const picked = rankFields
    .filter((name) => Object.hasOwn(fields, name) && !(name === imageField && image !== undefined))
    .map((name) => [name, fields[name]] as const)
  const [only] = picked
  if (only === undefined && image === undefined) {
    throw documentFault(`documents[${index}]`, 'has none of the fields that rank_fields names')
  }
  const text = only === undefined ? undefined : rankedText(picked, only[1])
  if (text === '' || image === '') throw emptyDocument(index)
  return { text, image }
}

function rankedText(picked: readonly (readonly [string, unknown])[], first: unknown): string {
  return picked.length === 1 && typeof first === 'string' ? first : JSON.stringify(Object.fromEntries(picked))
}
