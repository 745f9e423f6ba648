import type { GatewayError } from '../errors/gateway-error.ts'

/** What a provider's refusal says about the list that it was sent. */
export interface ListRefusal {
  readonly about: 'documents' | 'bytes'
  /** The limit, where it is told. */
  readonly most: number | undefined
  /** Whether another list would meet it too. Of tokens it is not known if the list or one document has too many. */
  readonly isLasting: boolean
}

// As documented or seen: TEI `batch size 40 > maximum allowed batch size 32`, pydantic `List should have at most 512 items`,
// serde `invalid length 600, expected 1 to 512`, Cohere `too many documents, at most 10000 are allowed`, Voyage `The batch size
// limit is 1000`.
const aboutCount =
  /batch size|too many (?:documents|passages|texts|items|inputs)|at most \d+ items|(?:documents|passages|texts): invalid length|number of (?:documents|passages|texts|inputs)/i
const aboutBytes =
  /(?:payload|body|request|entity|content)\b.{0,40}\b(?:too large|too long|too big|over \d+ bytes|size limit)|length limit/i
/** Most often of one pair that is too long for the model, which a shorter list would not help. */
const aboutTokens = /token/i
const toldMost =
  /(?:at most|maximum allowed batch size|expected \d+ to|limit (?:is|of)|maximum (?:is|of)|up to|max(?:imum)?:?) (\d+)/i

/** Reads whether a list was refused for its number or its bytes; undefined when it was for something else. */
export function listRefusal({ code, status, message }: GatewayError): ListRefusal | undefined {
  if (code !== 'upstream_refused' || (status !== 413 && status !== 400 && status !== 422)) return undefined
  if (aboutCount.test(message)) {
    const told = toldMost.exec(message)?.[1]
    return { about: 'documents', most: told === undefined ? undefined : Number(told), isLasting: true }
  }
  const isLasting = !aboutTokens.test(message)
  return status === 413 || (isLasting && aboutBytes.test(message))
    ? { about: 'bytes', most: undefined, isLasting }
    : undefined
}

/** Whether a call was refused for its size, by the provider or by its limits here. */
export function isForSize(error: GatewayError): boolean {
  return (error.code === 'over_limit' && error.status === 413) || listRefusal(error)?.about === 'bytes'
}
