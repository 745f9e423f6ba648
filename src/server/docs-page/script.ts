/**
 * What the page does, in the browser's JavaScript. Whatever comes from the server or a field is put in as text, never as
 * markup; the key is read where it is sent, and kept nowhere. No backquotes and no backslashes but those of the language.
 */
export const script = String.raw`
'use strict'
const byId = (id) => document.getElementById(id)
const form = byId('form')
const key = byId('key')
const answer = byId('answer')
const fields = { model: byId('model'), query: byId('query'), documents: byId('documents'), top_n: byId('top-n') }

/** One document a line; a line that is a JSON object is sent as one. */
function readDocument(line) {
  if (!line.startsWith('{')) return line
  try {
    return JSON.parse(line)
  } catch {
    return line
  }
}

function requestBody() {
  const lines = fields.documents.value.split('\n').map((line) => line.trim())
  const body = {
    model: fields.model.value,
    query: fields.query.value,
    documents: lines.filter((line) => line !== '').map(readDocument)
  }
  const topN = fields.top_n.value.trim()
  // What is no number goes as it is: the server says what is wrong with it.
  if (topN !== '') body.top_n = Number.isNaN(Number(topN)) ? topN : Number(topN)
  if (!byId('return-documents').checked) body.return_documents = false
  return body
}

function curlCommand() {
  const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'"
  return [
    'curl ' + new URL('rerank', location.href).href,
    ...(key.required || key.value !== '' ? ['-H "Authorization: Bearer $RANKGATE_KEY"'] : []),
    "-H 'content-type: application/json'",
    '-d ' + quoted(JSON.stringify(requestBody(), undefined, 2))
  ].join(' \\\n  ')
}

function showCurl() {
  byId('curl').textContent = curlCommand()
}

function make(tag, className, content) {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.append(...[content].flat())
  return element
}

function folded(title, text) {
  return make('details', '', [make('summary', '', title), make('pre', '', text)])
}

/** Bars show scores of 0 to 1 as they are, and any other scale from its least to its greatest. */
function shareOf(results) {
  const scores = results.map((result) => result.relevance_score)
  const least = Math.min(0, ...scores)
  const greatest = Math.max(...scores)
  if (least === 0 && greatest <= 1) return (score) => score
  const from = Math.min(...scores)
  return (score) => (greatest === from ? 1 : 0.03 + (0.97 * (score - from)) / (greatest - from))
}

function textOf(result, sent) {
  const own = result.document === undefined ? sent[result.index] : result.document.text
  return typeof own === 'string' ? own : JSON.stringify(own)
}

function ranking(results, sent) {
  const share = shareOf(results)
  const items = results.map((result, place) => {
    const fill = make('div', 'fill', '')
    fill.style.width = 100 * share(result.relevance_score) + '%'
    const track = make('div', 'track', fill)
    track.setAttribute('aria-hidden', 'true')
    return make('li', '', [
      make('span', 'place', place + 1 + '.'),
      make('div', 'text', textOf(result, sent)),
      make('span', 'score', String(Number(result.relevance_score.toPrecision(5)))),
      track,
      make('span', 'from', 'index ' + result.index)
    ])
  })
  const list = make('ol', 'ranking', items)
  // Without list markers some screen readers no longer call it a list.
  list.setAttribute('role', 'list')
  return list
}

function errorBox(body) {
  const { message, type, param, code } = body.error
  const field = code === '401' ? key : fields[/^[a-z_]+/.exec(param || '')?.[0]]
  field?.setAttribute('aria-invalid', 'true')
  const about = 'type ' + type + (param === null ? '' : ', param ' + param)
  const box = make('div', 'error', [make('p', '', message), make('p', 'hint mono', about)])
  box.setAttribute('role', 'alert')
  return box
}

/** What can be made of a body: a ranking, an error, or nothing but its text. */
function shown(body, sent) {
  if (Array.isArray(body?.results)) return [ranking(body.results, sent)]
  return body?.error === undefined ? [] : [errorBox(body)]
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function setStatus(status, rest) {
  byId('status').replaceChildren(make('b', '', status), rest)
}

function showAnswer(response, text, sent, milliseconds) {
  const body = parsed(text)
  const atServer = response.headers.get('x-litellm-response-duration-ms')
  const parts = [milliseconds.toFixed(1) + ' ms']
  if (atServer !== null) parts[0] += ' (' + Number(atServer).toFixed(1) + ' ms in the server)'
  if (Array.isArray(body?.results)) parts.unshift(body.results.length + ' of ' + sent.length + ' documents')
  answer.classList.toggle('failed', !response.ok)
  setStatus(response.status + ' ' + response.statusText, parts.join(', '))
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n')
  byId('shown').replaceChildren(
    ...shown(body, sent),
    folded('Body', body === undefined ? text : JSON.stringify(body, undefined, 2)),
    folded('Headers', headers)
  )
  // On a narrow screen it is below the form.
  answer.scrollIntoView({ block: 'nearest' })
}

function authorization() {
  return key.value === '' ? {} : { authorization: 'Bearer ' + key.value }
}

let sending

async function send() {
  sending?.abort()
  const mine = new AbortController()
  sending = mine
  for (const field of [key, ...Object.values(fields)]) field.removeAttribute('aria-invalid')
  setStatus('Sending', '')
  const body = requestBody()
  const startedAt = performance.now()
  try {
    const response = await fetch('rerank', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization() },
      body: JSON.stringify(body),
      credentials: 'omit',
      signal: mine.signal
    })
    const text = await response.text()
    showAnswer(response, text, body.documents, performance.now() - startedAt)
  } catch (error) {
    if (mine.signal.aborted) return
    answer.classList.add('failed')
    byId('shown').replaceChildren()
    setStatus('No answer', error.message)
  }
}

/** Fills the list of models that the field proposes. */
async function listModels() {
  if (key.required && key.value === '') return
  try {
    const response = await fetch('v1/models', { headers: authorization(), credentials: 'omit' })
    const body = await response.json()
    const ids = response.ok ? body.data.map((model) => model.id) : []
    byId('models').replaceChildren(...ids.map((id) => Object.assign(document.createElement('option'), { value: id })))
    const count = ids.length === 1 ? '1 model' : ids.length + ' models'
    byId('model-hint').textContent = response.ok ? count + ' to choose from' : body.message
  } catch (error) {
    byId('model-hint').textContent = 'the models could not be listed: ' + error.message
  }
}

async function copyCurl() {
  const button = byId('copy')
  try {
    await navigator.clipboard.writeText(curlCommand())
    button.textContent = 'Copied'
  } catch {
    // Without https there is no clipboard: leave the text selected for the keyboard.
    getSelection().selectAllChildren(byId('curl'))
    button.textContent = 'Press Ctrl+C'
  }
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 2000)
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  send()
})
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
})
form.addEventListener('input', showCurl)
key.addEventListener('change', listModels)
byId('copy').addEventListener('click', copyCurl)
showCurl()
listModels()
`
