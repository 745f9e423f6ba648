import type { GatewayError } from '../errors/gateway-error.ts'

/** What a provider's refusal says about the list that it was sent. */
export interface ListRefusal {
  readonly about: 'documents' | 'bytes'
  /** The limit, where one is told that the list is over. */
  readonly most: number | undefined
  /** Whether another list would meet it too. Of tokens it is not known if the list or one document has too many. */
  readonly isLasting: boolean
}

// As documented or seen: TEI `batch size 40 > maximum allowed batch size 32`, pydantic `List should have at most 512 items`,
// serde `invalid length 600, expected 1 to 512`, Cohere `too many documents, at most 10000 are allowed`, Voyage `The batch size
// limit is 1000`.
const tooMany = /too many (?:documents|passages|texts|items|inputs)|at most [\d.,]+ items/i
const count = 'batch size|(?:documents|passages|texts): invalid length|number of (?:documents|passages|texts|inputs)'
const aboutCount = new RegExp(count, 'i')
/** Near it in the sentence: without, what is said of the number may as well ask for more documents, or for something else altogether. */
const excess =
  '(?<!must )exceed|(?<!(?:must|should) be )(?:more|greater|larger|higher) than| > |too (?:many|large|long|big|high)|at most|' +
  'up to|max(?:imum)?\\b|limit'
const tooHighCount = new RegExp(`(?:${count})[^.;]{0,60}(?:${excess})|(?:${excess})[^.;]{0,60}(?:${count})`, 'i')
const aboutBytes =
  /(?:payload|body|request|entity|content)\b.{0,40}\b(?:too large|too long|too big|over \d+ bytes|size limit)|length limit/i
/** Most often of one pair that is too long for the model, which a shorter list would not help. */
const aboutTokens = /token/i
/** With or without thousands separators, of any country. What goes on in another way (`1.5`, `1,00,000`) is not read at all. */
const toldMost =
  /(?:at most|maximum allowed batch size|expected \d+ to|between \d+ and|limit (?:is|of)|maximum (?:is|of)|up to|max(?:imum)?:?) (\d{1,3}(?:[.,'’_ \u00a0\u202f]\d{3})+|\d+)(?![\d_]|[.,'’]\d)/i

/**
 * Reads whether a list was refused for its number or its bytes; undefined when it was for something else.
 * @param sent the number of documents
 */
export function listRefusal({ code, status, message }: GatewayError, sent: number): ListRefusal | undefined {
  if (code !== 'upstream_refused' || (status !== 413 && status !== 400 && status !== 422)) return undefined
  const isSurely = tooMany.test(message)
  if (isSurely || aboutCount.test(message)) {
    const most = exceeded(message, sent)
    if (isSurely || most !== undefined || tooHighCount.test(message))
      return { about: 'documents', most, isLasting: true }
  }
  const isLasting = !aboutTokens.test(message)
  return status === 413 || (isLasting && aboutBytes.test(message))
    ? { about: 'bytes', most: undefined, isLasting }
    : undefined
}

/** The limit that is told, if so many documents are over it. */
function exceeded(message: string, sent: number): number | undefined {
  const told = Number(toldMost.exec(message)?.[1]?.replace(/\D/g, ''))
  return told >= 1 && told < sent ? told : undefined
}

/** Whether a call of one document was refused for its size, by the provider or by its limits here. */
export function isForSize(error: GatewayError): boolean {
  return (error.code === 'over_limit' && error.status === 413) || listRefusal(error, 1)?.about === 'bytes'
}
