/** A request as a page shows it. */
export interface ExampleRequest {
  readonly method: string
  /** With the address that the page gives, if it gives one. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Reads a request or an answer as it stands on the wire: a first line, headers, an empty line, a body. */
export function wireMessage(text: string): {
  first: string
  headers: Record<string, string>
  body: string | undefined
} {
  const [head = '', ...rest] = text.split('\n\n')
  const [first = '', ...lines] = head.trimEnd().split('\n')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':')
      return [name.toLowerCase(), value.join(':').trim()]
    })
  )
  const body = rest.join('\n\n').trimEnd()
  return { first, headers, body: body === '' ? undefined : body }
}

/** Reads `POST /rerank HTTP/1.1` and what follows it. */
export function wireRequest(text: string): ExampleRequest {
  const { first, headers, body } = wireMessage(text)
  const [method = '', url = ''] = first.split(' ')
  return { method, url, headers, body }
}

/** Reads a curl command of the simple kind that pages show: -s, -i, -H, -d, single quotes. */
export function curlRequest(command: string): ExampleRequest {
  const words = [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)].map(
    ({ 1: quoted, 2: bare = '' }) => quoted ?? bare
  )
  const headers: Record<string, string> = {}
  let url = ''
  let body: string | undefined
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '-H') {
      const [name = '', ...value] = (words[++at] ?? '').split(':')
      headers[name] = value.join(':').trim()
    } else if (word === '-d') body = words[++at]
    else if (!word.startsWith('-')) url = word
    else if (word !== '-s' && word !== '-i') throw new Error(`${word}: a flag of curl that this test does not know`)
  }
  return { method: body === undefined ? 'GET' : 'POST', url, headers, body }
}
