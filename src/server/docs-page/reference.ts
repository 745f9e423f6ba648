import { errorMeanings } from '../openapi/error-replies.ts'
import type { OpenapiDocument } from '../openapi/openapi.ts'
import type { RequestSchema } from '../openapi/request-schema.ts'
import { exampleAnswer } from '../openapi/rerank-example.ts'
import { answerHeaders } from '../openapi/rerank-operation.ts'
import { htmlProse, htmlText } from './html-text.ts'

interface Row {
  /** A field, a header, a status or a route. */
  readonly name: string
  readonly note?: string
  readonly meaning: string
}

/** The API to read, as HTML: the same words as in `/openapi.json`. */
export function reference(document: OpenapiDocument, request: RequestSchema): string {
  const answer = JSON.stringify(exampleAnswer, undefined, 2)
  return [
    '<h3>Request</h3>',
    rows(requestRows(request)),
    `<p class="hint">${htmlProse('Any other field goes to the provider if it knows it. `null` in an optional field means absent.')}</p>`,
    '<h3>Answer</h3>',
    `<pre tabindex="0" aria-label="An answer">${htmlText(answer)}</pre>`,
    '<h3>Answer headers</h3>',
    rows(Object.entries(answerHeaders).map(([name, { description }]) => ({ name, meaning: description }))),
    '<h3>Errors</h3>',
    `<p>${htmlProse('The body is `{"message", "error": {"message", "type", "param", "code"}}`, whatever went wrong.')}</p>`,
    rows(Object.entries(errorMeanings).map(([name, meaning]) => ({ name, meaning }))),
    '<h3>Routes</h3>',
    rows(routeRows(document))
  ].join('\n')
}

function requestRows({ properties, required }: RequestSchema): Row[] {
  return Object.entries(properties).map(([name, { type, enum: values, description }]) => {
    const kind = values === undefined ? [type].flat()[0] : choice(values.filter((value) => value !== null))
    return { name, note: required.includes(name) ? `${kind}, required` : `${kind}`, meaning: description }
  })
}

/** `raw, sigmoid or minmax` */
function choice(values: readonly unknown[]): string {
  return [values.slice(0, -1).join(', '), values.at(-1)].join(' or ')
}

/** One row for each operation, under the first of its paths. */
function routeRows({ paths, security }: OpenapiDocument): Row[] {
  const entries = Object.entries(paths)
  return entries.flatMap(([path, item]) => {
    if ('$ref' in item) return []
    const [method, operation] = 'get' in item ? (['GET', item.get] as const) : (['POST', item.post] as const)
    const reference = `#/paths/${path.replaceAll('/', '~1')}`
    const others = entries.flatMap(([other, each]) => ('$ref' in each && each.$ref === reference ? [other] : []))
    const isOpen = operation.security !== undefined || security.some((each) => Object.keys(each).length === 0)
    const also = others.length === 0 ? '' : `; also ${others.map((other) => `\`${other}\``).join(', ')}`
    return {
      name: `${method} ${path}`,
      note: isOpen ? 'needs no key' : 'needs a key',
      meaning: operation.summary + also
    }
  })
}

function rows(list: readonly Row[]): string {
  return `<dl>${list.map(row).join('\n')}</dl>`
}

function row({ name, note, meaning }: Row): string {
  const shownNote = note === undefined ? '' : `<span>${htmlText(note)}</span>`
  return `<dt><code>${htmlText(name)}</code>${shownNote}</dt><dd>${htmlProse(meaning)}</dd>`
}
