import t from 'tap'
import { markup } from '../../../src/server/docs-page/markup.ts'
import { exampleRequest } from '../../../src/server/openapi/rerank-example.ts'

const html = markup({ example: exampleRequest, isKeyNeeded: true, reference: '<p>reference</p>' })

/** The attributes of every tag of that name. */
function tags(name: string): string[] {
  return [...html.matchAll(new RegExp(`<${name}( [^>]*)?>`, 'g'))].map(([, attributes]) => attributes ?? '')
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
}

t.test('every field has a label, and what describes it is there', async (t) => {
  const labelled = tags('label').map((tag) => attribute(tag, 'for'))
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  const controls = [...tags('input'), ...tags('textarea')]
  t.equal(controls.length, 6)
  for (const control of controls) {
    t.ok(labelled.includes(attribute(control, 'id')), control)
    const description = attribute(control, 'aria-describedby')
    if (description !== undefined) t.ok(ids.has(description), description)
  }
  for (const tag of tags('section')) t.ok(ids.has(attribute(tag, 'aria-labelledby')), tag)
})

t.test('every element that the script reaches for is there, once', async (t) => {
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  t.equal(new Set(ids).size, ids.length)
  const wanted = [...html.matchAll(/byId\('([^']+)'\)/g)].map(([, id]) => id ?? '')
  t.ok(wanted.length > 10)
  for (const id of wanted) t.ok(ids.includes(id), id)
})

t.test('the key has no name to be sent under by a form, and is not remembered', async (t) => {
  const [key = ''] = tags('input').filter((tag) => attribute(tag, 'type') === 'password')
  t.equal(attribute(key, 'id'), 'key')
  t.equal(attribute(key, 'name'), undefined)
  t.equal(attribute(key, 'autocomplete'), 'off')
  for (const [form = ''] of [tags('form')]) t.equal(attribute(form, 'action'), undefined)
})

t.test('the form starts from the example', async (t) => {
  t.ok(html.includes(`value="${exampleRequest.model}"`))
  t.ok(html.includes(exampleRequest.documents.join('\n')))
  t.ok(html.includes('<p>reference</p>'))
})

t.test('the page says whether a key is needed', async (t) => {
  const open = markup({ example: exampleRequest, isKeyNeeded: false, reference: '' })
  t.match(html, /id="key"[^>]* required>/)
  t.notMatch(open, /id="key"[^>]* required>/)
  t.ok(open.includes('None needed'))
})
