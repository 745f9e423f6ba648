import { existsSync } from 'node:fs'
import { Script } from 'node:vm'
import t from 'tap'
import { script } from '../../../src/server/docs-page/script.ts'
import { masterKey, startGateway } from '../../start-gateway.ts'
import { openInChromium } from './chromium.ts'

const chromium = '/usr/bin/chromium'
const browser = existsSync(chromium) ? {} : { skip: `${chromium} is not installed` }
const model_list = (): object[] => [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]

t.test('the script is JavaScript and cannot end early in the page', async (t) => {
  t.doesNotThrow(() => new Script(script))
  t.notMatch(script, /<\/|<!--/)
})

t.test('the script writes text alone and stores nothing', async (t) => {
  t.notMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/)
  t.notMatch(script, /localStorage|sessionStorage|indexedDB|document\.cookie|history\./)
})

t.test('in a browser: Send ranks the example', browser, async (t) => {
  const { url } = await startGateway(t, { model_list, isOpen: true })
  const page = await openInChromium(chromium, `${url}/docs`)
  t.teardown(() => page.close())
  await page.evaluate(send)
  t.match(
    await page.evaluate(`${textOf('#status')}`),
    /^200 OK ?3 of 4 documents, [\d.]+ ms \([\d.]+ ms in the server\)$/
  )
  t.strictSame(await page.evaluate(`[...document.querySelectorAll('.text')].map((each) => each.textContent)`), [
    'Paris is the capital and largest city of France.',
    'Berlin is the capital of Germany.',
    'Lyon is the third-largest city of France.'
  ])
  t.match(await page.evaluate(textOf('.score')), /^0\.45/)
  t.match(await page.evaluate(`document.querySelector('.fill').style.width`), /^45\.\d+%$/)
  t.equal(await page.evaluate(`document.querySelector('#models option').value`), 'rerank')
  t.match(await page.evaluate(textOf('#curl')), /^curl http:\/\/127\.0\.0\.1:\d+\/rerank \\\n {2}-H 'content-type/)
  t.strictSame(page.complaints, [], 'nothing was refused by the policy, nothing was thrown')
})

t.test('in a browser: the key goes into the header alone', browser, async (t) => {
  const { url } = await startGateway(t, { model_list })
  const page = await openInChromium(chromium, `${url}/docs`)
  t.teardown(() => page.close())
  t.strictSame(page.complaints, [], 'nothing was asked for without a key')
  await page.evaluate(send)
  t.match(await page.evaluate(textOf('#status')), /^401 /)
  t.match(await page.evaluate(textOf('.error')), /No api key passed in/)
  await page.evaluate(fill('key', masterKey))
  await page.evaluate(send)
  t.match(await page.evaluate(textOf('#status')), /^200 OK/)
  const everything = `document.documentElement.outerHTML + location.href + JSON.stringify({...localStorage, ...sessionStorage})`
  t.notOk(String(await page.evaluate(everything)).includes(masterKey))
  t.match(await page.evaluate(textOf('#curl')), /-H "Authorization: Bearer \$RANKGATE_KEY"/)
})

t.test(
  'in a browser: an error is shown as the server gave it, its field marked, markup as text',
  browser,
  async (t) => {
    const { url } = await startGateway(t, { model_list, isOpen: true })
    const page = await openInChromium(chromium, `${url}/docs`)
    t.teardown(() => page.close())
    await page.evaluate(fill('top-n', 'many'))
    await page.evaluate(send)
    t.equal(await page.evaluate(textOf('.error p')), 'top_n: must be an integer of at least 1, not "many"')
    t.equal(await page.evaluate(`document.getElementById('top-n').getAttribute('aria-invalid')`), 'true')
    await page.evaluate(fill('top-n', ''))
    await page.evaluate(fill('documents', `<img src=x onerror=alert(1)>it's\n{"text": "two\\nlines"}\n\n{not json`))
    t.match(await page.evaluate(textOf('#curl')), /it'\\''s/)
    await page.evaluate(send)
    t.equal(await page.evaluate(`document.getElementById('top-n').getAttribute('aria-invalid')`), null)
    t.strictSame(await page.evaluate(`[...document.querySelectorAll('.text')].map((each) => each.textContent)`), [
      "<img src=x onerror=alert(1)>it's",
      'two\nlines',
      '{not json'
    ])
  }
)

/** Presses Send and waits for what comes of it. */
const send = `new Promise((resolve) => {
  const status = document.getElementById('status')
  new MutationObserver((_changes, observer) => {
    if (status.textContent === 'Sending') return
    observer.disconnect()
    resolve()
  }).observe(status, { childList: true })
  document.querySelector('button[type=submit]').click()
}).then(() => new Promise((resolve) => setTimeout(resolve)))`

function textOf(selector: string): string {
  return `document.querySelector(${JSON.stringify(selector)}).textContent`
}

/** Types a value into a field, as far as the page can tell. */
function fill(id: string, value: string): string {
  return `(() => {
    const field = document.getElementById(${JSON.stringify(id)})
    field.value = ${JSON.stringify(value)}
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  })()`
}
