import t from 'tap'
import { methodNotAllowed } from '../../src/server/method-not-allowed.ts'
import { startGateway } from '../start-gateway.ts'

const methodsByPath = new Map([
  ['/a', new Set(['HEAD', 'GET'])],
  ['/b/*', new Set(['GET'])]
])

t.test('a known path names the methods that are allowed, with whatever stands behind it', async (t) => {
  for (const url of ['/a', '/a/', '/a?b=/c']) {
    const { error, allow } = methodNotAllowed(methodsByPath, 'PURGE', url) ?? {}
    t.equal(allow, 'GET, HEAD', url)
    t.match(error, { status: 405, message: 'PURGE is not allowed here; use GET, HEAD' })
  }
  t.equal(methodNotAllowed(methodsByPath, 'POST', '/b/c/d')?.allow, 'GET')
})

t.test('other paths are not its business', async (t) => {
  for (const url of ['/', '/c', '/b', '*', '/A', undefined])
    t.equal(methodNotAllowed(methodsByPath, 'POST', url), undefined)
})

t.test('every other method that there is gets a 405, without a key', async (t) => {
  const { url } = await startGateway(t)
  const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY', 'LOCK', 'PURGE', 'REPORT']
  for (const path of ['/rerank', '/v2/rerank/']) {
    for (const method of methods) {
      const refused = await fetch(url + path, { method })
      t.equal(refused.status, 405, `${method} ${path}`)
      t.equal(refused.headers.get('allow'), 'POST')
      if (method !== 'HEAD') t.match(await refused.json(), { message: `${method} is not allowed here; use POST` })
    }
  }
  const refused = await fetch(`${url}/v1/models/some/model`, { method: 'DELETE' })
  t.equal(refused.headers.get('allow'), 'GET, HEAD')
  t.equal((await fetch(`${url}/v1/v1/rerank`, { method: 'PURGE' })).status, 404)
})
