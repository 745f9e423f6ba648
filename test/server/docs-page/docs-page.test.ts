import { createHash } from 'node:crypto'
import t from 'tap'
import { Secret } from '../../../src/secret/secret.ts'
import { docsPage } from '../../../src/server/docs-page/docs-page.ts'

const page = docsPage({ maxDocuments: 10, masterKey: new Secret('sk-canary-page') })

/** What stands between the tags, which is what a browser hashes. */
function inside(tag: 'script' | 'style'): string[] {
  return page.html
    .split(`<${tag}>`)
    .slice(1)
    .map((rest) => rest.split(`</${tag}>`)[0] ?? '')
}

t.test('the policy allows the one script and the one style that are in the page, by their hash', async (t) => {
  for (const tag of ['script', 'style'] as const) {
    const [text, ...others] = inside(tag)
    t.strictSame(others, [])
    const hash = createHash('sha256')
      .update(text ?? '')
      .digest('base64')
    t.ok(page.contentSecurityPolicy.includes(`${tag}-src 'sha256-${hash}';`), tag)
  }
})

t.test('the policy allows nothing else', async (t) => {
  const directives = Object.fromEntries(
    page.contentSecurityPolicy.split('; ').map((directive) => directive.split(/ (.*)/s).slice(0, 2))
  )
  for (const name of ['default-src', 'base-uri', 'form-action', 'frame-ancestors'])
    t.equal(directives[name], "'none'", name)
  t.equal(directives['connect-src'], "'self'")
  t.equal(directives['require-trusted-types-for'], "'script'")
  t.notMatch(page.contentSecurityPolicy, /unsafe|http|\*/)
})

t.test('the page asks for nothing outside of it and runs nothing but its script', async (t) => {
  t.notMatch(page.html, /https?:\/\/|\ssrc=|<link|<img|<iframe|<script /)
  t.notMatch(page.html, /\sstyle="|\son[a-z]+="|javascript:/)
  const links = [...page.html.matchAll(/href="([^"]+)"/g)].map(([, target]) => target)
  t.strictSame(links, ['#reference', 'openapi.json'])
})

t.test('the page is small: less than 25 kB before any compression', async (t) => {
  t.ok(Buffer.byteLength(page.html) < 25_000, `${Buffer.byteLength(page.html)} bytes`)
})

t.test('no key is in the page', async (t) => {
  t.notOk(page.html.includes('sk-canary-page'))
})
