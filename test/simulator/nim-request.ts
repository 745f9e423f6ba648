import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'
import { simulatedTokens } from './simulated-score.ts'
import { strictList, strictObject, strictText } from './strict-fields.ts'

export interface NimPassage {
  readonly text?: string
  readonly image?: string
}

interface NimRequest {
  readonly model: string
  readonly query: string
  readonly passages: readonly NimPassage[]
  readonly truncate: 'NONE' | 'END'
}

/** Reads NIM's own request as strictly as NIM 2.x does. @throws Refusal */
export function readNimRequest(body: unknown, settings: Settings): NimRequest {
  const fields = strictObject(body, 'body', ['model', 'query', 'passages', 'truncate'])
  const model = strictText(fields.model, 'model')
  if (fields.query === undefined) throw new Refusal(400, 'missing field `query`')
  const query = strictText(strictObject(fields.query, 'query', ['text']).text, 'query.text')
  const takesImages = model.includes('-vl-')
  const passages = strictList(fields.passages, 'passages', settings.maxPassages).map((passage, index) =>
    readPassage(passage, `passages[${index}]`, takesImages)
  )
  const { truncate = 'NONE' } = fields
  if (truncate !== 'NONE' && truncate !== 'END') {
    throw new Refusal(400, `truncate: unknown variant \`${truncate}\`, expected \`NONE\` or \`END\``)
  }
  checkModel(model, settings.models)
  if (truncate === 'NONE') checkLengths(query, passages, settings)
  return { model, query, passages, truncate }
}

/** @throws Refusal when the model is not served */
export function checkModel(model: string, served: readonly string[]): void {
  if (served.includes(model) || served.includes('*')) return
  throw new Refusal(404, `model \`${model}\` not found, expected one of ${served.join(', ')}`)
}

function readPassage(value: unknown, where: string, takesImages: boolean): NimPassage {
  const { text, image } = strictObject(value, where, takesImages ? ['text', 'image'] : ['text'])
  if (image === undefined) return { text: strictText(text, `${where}.text`) }
  const source = strictText(image, `${where}.image`)
  if (!imageUrl.test(source)) throw new Refusal(400, `${where}.image: expected a base64 data URL of an image`)
  return text === undefined ? { image: source } : { text: strictText(text, `${where}.text`), image: source }
}

/** The whole request fails with one pair, and the message does not say which one: so does NIM's. */
function checkLengths(query: string, passages: readonly NimPassage[], settings: Settings): void {
  const longest = Math.max(...passages.map((passage) => simulatedTokens(query, passage)))
  if (longest <= settings.maxTokens) return
  const message = `Input length ${longest} exceeds maximum allowed token size ${settings.maxTokens}`
  throw new Refusal(settings.tooLongStatus, message)
}

const imageUrl = /^data:image\/(?:png|jpe?g|webp|gif|bmp|tiff);base64,[A-Za-z0-9+/]+={0,2}$/
