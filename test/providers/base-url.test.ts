import t from 'tap'
import { basePath, baseUrlFault, parseBaseUrl, withPath } from '../../src/providers/base-url.ts'

const urls: readonly [text: string, href: string | undefined][] = [
  ['http://h:8000', 'http://h:8000/'],
  ['http://h:8000/', 'http://h:8000/'],
  ['https://h///', 'https://h/'],
  ['https://h/a/b//', 'https://h/a/b'],
  ['https://h//a', 'https://h//a'],
  ['https://h/a/?q=1#f', 'https://h/a'],
  ['HTTP://H:80/A', 'http://h/A'],
  ['http://[::1]:8000/v1', 'http://[::1]:8000/v1'],
  ['', undefined],
  ['h:8000', undefined],
  ['localhost', undefined],
  ['/v1', undefined],
  ['//h/v1', undefined],
  ['ftp://h', undefined],
  ['file:///etc/passwd', undefined],
  ['http://', undefined],
  ['http://user:password@h', undefined],
  ['http://user@h', undefined],
  ['http://:password@h', undefined]
]

for (const [text, href] of urls) {
  t.test(`${text || 'nothing'} ${href === undefined ? 'is no base' : `is ${href}`}`, async (t) => {
    t.equal(parseBaseUrl(text)?.href, href)
  })
}

t.test('what to say of a wrong base names what would be right', async (t) => {
  t.match(baseUrlFault, /absolute http or https URL/)
})

t.test('another path is on the same origin, and the base stays as it was', async (t) => {
  const base = new URL('https://h:8443/v1')
  t.equal(withPath(base, '/v2/rerank').href, 'https://h:8443/v2/rerank')
  t.equal(withPath(base, '//evil/x').origin, 'https://h:8443')
  t.equal(withPath(base, '/a?b#c').href, 'https://h:8443/a%3Fb%23c', 'a path is only a path')
  t.equal(base.href, 'https://h:8443/v1')
})

t.test('a base path has no slash at its end, and none at all at the root', async (t) => {
  t.equal(basePath(new URL('https://h/')), '')
  t.equal(basePath(new URL('https://h/v1//')), '/v1')
  t.equal(basePath(new URL('https://h/a/b')), '/a/b')
})
