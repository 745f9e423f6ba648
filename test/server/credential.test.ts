import t from 'tap'
import { presentedKey } from '../../src/server/credential.ts'

t.test('a key is read from each of the headers that clients use', async (t) => {
  t.equal(presentedKey({ authorization: 'Bearer sk-a' }), 'sk-a')
  t.equal(presentedKey({ authorization: 'bearer sk-a' }), 'sk-a')
  t.equal(presentedKey({ 'x-litellm-api-key': 'sk-a' }), 'sk-a')
  t.equal(presentedKey({ 'x-litellm-api-key': 'Bearer sk-a' }), 'sk-a')
  t.equal(presentedKey({ 'api-key': 'sk-a' }), 'sk-a')
  t.equal(presentedKey({ 'x-api-key': 'sk-a' }), 'sk-a')
  t.equal(presentedKey({ authorization: 'Bearer sk-a', 'x-api-key': 'sk-a' }), 'sk-a', 'the same key twice is one key')
})

t.test('what a proxy asks for in Authorization is no key, where there is one elsewhere', async (t) => {
  t.equal(presentedKey({ authorization: 'Basic dXNlcjpwYXNz', 'x-litellm-api-key': 'sk-a' }), 'sk-a')
  t.equal(presentedKey({ authorization: 'negotiate YII=', 'x-api-key': 'sk-a' }), 'sk-a')
  for (const authorization of ['Basic dXNlcjpwYXNz, Bearer sk-b', 'sk-b', 'Bearer a b', 'Basic']) {
    t.throws(
      () => presentedKey({ authorization, 'x-api-key': 'sk-a' }),
      { code: 'unauthenticated', status: 401 },
      authorization
    )
  }
  t.throws(() => presentedKey({ authorization: 'Basic dXNlcjpwYXNz', 'x-api-key': '' }), {
    code: 'unauthenticated',
    status: 401
  })
})

t.test('an empty header, and a scheme without a key, are no key beside one elsewhere', async (t) => {
  for (const empty of ['', 'Bearer', 'bearer ']) {
    t.equal(presentedKey({ authorization: empty, 'x-api-key': 'sk-a' }), 'sk-a')
    t.equal(presentedKey({ authorization: 'Bearer sk-a', 'x-litellm-api-key': empty }), 'sk-a')
  }
})

t.test('P17 two different keys in one request are refused, whichever headers they come in', async (t) => {
  const expected = { code: 'unauthenticated', status: 401, message: /Two different keys/ }
  t.throws(() => presentedKey({ authorization: 'Bearer sk-a', 'x-api-key': 'sk-b' }), expected)
  t.throws(() => presentedKey({ 'api-key': 'sk-a', 'x-litellm-api-key': 'sk-b' }), expected)
})

t.test('P17 a header that was sent twice, and so is joined, is refused', async (t) => {
  const expected = { status: 401, message: 'Authentication Error, Two keys in one header: send one' }
  t.throws(() => presentedKey({ authorization: 'Bearer sk-a, Bearer sk-a' }), expected)
  t.throws(() => presentedKey({ 'x-api-key': 'sk-a, sk-b' }), expected)
})

t.test("no key, and a malformed one, get LiteLLM's words", async (t) => {
  t.throws(() => presentedKey({}), { status: 401, message: /^Authentication Error, No api key passed in\./ })
  for (const authorization of ['', 'Bearer', 'bearer ']) {
    t.throws(() => presentedKey({ authorization }), { status: 401, message: /No api key passed in/ }, authorization)
  }
  t.throws(() => presentedKey({ 'x-litellm-api-key': 'Bearer' }), { status: 401, message: /No api key passed in/ })
  t.throws(() => presentedKey({ 'x-api-key': ' ' }), { status: 401, message: /No api key passed in/ })
  for (const authorization of ['sk-a', 'Basic sk-a', 'Bearer a b', 'Bearersk-a']) {
    t.throws(
      () => presentedKey({ authorization }),
      { message: 'Authentication Error, Malformed API Key passed in. Ensure Key has `Bearer ` prefix.' },
      authorization
    )
  }
})
