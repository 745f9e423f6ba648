import { GatewayError } from '../../errors/gateway-error.ts'
import { JsonScanner } from '../../json/json-scanner.ts'
import { JsonSyntaxError } from '../../json/json-syntax-error.ts'
import type { CohereField } from './cohere-fields.ts'
import { isKnownField } from './known-fields.ts'
import { type ScannedDocuments, scanDocuments } from './scan-documents.ts'

/** More top-level fields than any client sends. */
const maxFields = 100
/**
 * What the fields of a request may take, all but its query and documents. They are decoded in one step, which holds up every
 * other request, and megabytes of small members would take seconds.
 */
const maxDecodedBytes = 64 * 1024
const noExtra: ReadonlyMap<string, unknown> = new Map()

interface ScannedBody {
  /** Top-level members besides `documents`, decoded: those that have a meaning here. */
  readonly fields: ReadonlyMap<string, unknown>
  /** And the others: undefined where a value was not decoded, being a list, an object, or too long for anybody to take. */
  readonly extra: ReadonlyMap<string, unknown>
  readonly scanned: ScannedDocuments | undefined
}

/** Scans a request's body once, decodes its small fields and leaves the documents where they are. */
export function scanBody(body: Buffer, maxDocuments: number): ScannedBody {
  const fields = new Map<string, unknown>()
  let extra: Map<string, unknown> | undefined
  let scanned: ScannedDocuments | undefined
  let leftBytes = maxDecodedBytes
  try {
    JsonScanner.scan(body, (scanner) => {
      if (scanner.kind() !== 'object') throw requestFault('request_body', 'the body must be a JSON object')
      scanner.members((name) => {
        const isTwice = name === 'documents' ? scanned !== undefined : fields.has(name) || extra?.has(name) === true
        if (isTwice) throw requestFault(name, `${name.slice(0, 100)}: given twice`)
        const start = scanner.at
        if (name === 'documents') scanned = scanDocuments(scanner, maxDocuments)
        else if (fields.size + (extra?.size ?? 0) === maxFields) {
          throw requestFault('request_body', `the body has more than ${maxFields} fields`)
        } else if (isKnownField(name)) {
          const value = decodeField(scanner, name, leftBytes)
          if (value === undefined) throw tooLong(name)
          if (name !== 'query' && name !== 'metadata') leftBytes -= scanner.at - start
          fields.set(name, value)
        } else {
          extra ??= new Map()
          const value = isScalar(scanner) ? scanner.decode(leftBytes) : undefined
          if (value !== undefined) leftBytes -= scanner.at - start
          extra.set(name, value)
        }
      })
    })
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error
    throw requestFault('request_body', `Invalid JSON payload: ${error.message}`)
  }
  return { fields, extra: extra ?? noExtra, scanned }
}

/** A 400 that names the field. */
export function requestFault(param: string, message: string): GatewayError {
  return new GatewayError('invalid_request', message, { param: param.slice(0, 100) })
}

/** Undefined where it would take more than `mostBytes`. */
function decodeField(scanner: JsonScanner, name: CohereField, mostBytes: number): unknown {
  if (name === 'model') return scanner.decodeName(mostBytes)
  if (name === 'query') return decodeQuery(scanner)
  return name === 'metadata' && scanner.kind() === 'object' ? tagsAlone(scanner) : scanner.decode(mostBytes)
}

/** A text takes no longer to decode than to read. Of a list or an object nothing is wanted but that it is one. */
function decodeQuery(scanner: JsonScanner): unknown {
  const kind = scanner.kind()
  if (kind === 'array') return []
  return kind === 'object' ? {} : scanner.decode()
}

/** Of `metadata`, which may hold anything, what has a meaning here. */
function tagsAlone(scanner: JsonScanner): object {
  let tags: unknown
  scanner.members((key) => {
    if (key !== 'tags') return
    if (tags !== undefined) throw requestFault('metadata', 'metadata.tags: given twice')
    tags = scanner.decode(maxDecodedBytes)
    if (tags === undefined) throw tooLong('metadata')
  })
  return tags === undefined ? {} : { tags }
}

function isScalar(scanner: JsonScanner): boolean {
  const kind = scanner.kind()
  return kind !== 'object' && kind !== 'array'
}

function tooLong(name: string): GatewayError {
  const most = `the fields beside query and documents may have ${maxDecodedBytes} bytes in all`
  return requestFault(name, `${name}: too long; ${most}`)
}
