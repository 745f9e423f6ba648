import t from 'tap'
import { cohereLikeBody, nimBody, truncationFault } from '../../../src/providers/nim/nim-body.ts'
import { nvidiaNim } from '../../../src/providers/nvidia-nim.ts'
import { faultOf } from '../../thrown-by.ts'
import { givenObjects, givenRequest, givenTarget, image } from '../given.ts'

const apiBase = 'http://h:8000'
const text = givenTarget(nvidiaNim, { model: 'nvidia/llama-nemotron-rerank-1b-v2', apiBase })
const vision = givenTarget(nvidiaNim, { model: 'nvidia/llama-nemotron-rerank-vl-1b-v2', apiBase })

t.test('the body has exactly the four fields that NIM 2.x allows, in one fixed order', async (t) => {
  const body = nimBody(text, givenRequest(['a', 'b'], { topN: 1 }), Buffer.allocUnsafe).toString()
  t.equal(
    body,
    '{"model":"nvidia/llama-nemotron-rerank-1b-v2","query":{"text":"hello"},' +
      '"passages":[{"text":"a"},{"text":"b"}],"truncate":"END"}'
  )
})

t.test('truncate is always sent: what was asked, else what is configured, else END', async (t) => {
  const configured = { ...text, parameters: { truncate: 'NONE' } }
  const sent = (target: typeof text, truncate?: string) =>
    JSON.parse(String(nimBody(target, givenRequest(['a'], { options: { truncate } }), Buffer.allocUnsafe))).truncate
  t.equal(sent(text), 'END')
  t.equal(sent(text, 'NONE'), 'NONE')
  t.equal(sent(configured), 'NONE')
  t.equal(sent(configured, 'END'), 'END')
})

t.test('any other truncate is the fault of the client, on every wire', async (t) => {
  const request = givenRequest(['a'], { options: { truncate: 'START' } })
  const fault = {
    code: 'invalid_request',
    status: 400,
    param: 'truncate',
    message: 'truncate "START" is unknown to nvidia_nim; it takes "NONE" or "END"'
  }
  t.strictSame(
    faultOf(() => nimBody(text, request, Buffer.allocUnsafe)),
    fault
  )
  t.strictSame(
    faultOf(() => cohereLikeBody(text, request, Buffer.allocUnsafe)),
    fault
  )
})

t.test('truncationFault takes NONE and END as they are written', async (t) => {
  t.equal(truncationFault('NONE'), undefined)
  t.equal(truncationFault('END'), undefined)
  for (const wrong of ['none', 'End', '', 'END ', null, 1, ['END']]) {
    t.ok(truncationFault(wrong)?.includes(JSON.stringify(wrong)), JSON.stringify(wrong))
  }
})

t.test('a vision model gets images, alone or beside their text, and an image alone has no text', async (t) => {
  const documents = givenObjects([{ image }, { text: 'a', image }, { text: 'b' }, { text: '', image }])
  const body = JSON.parse(String(nimBody(vision, givenRequest(documents), Buffer.allocUnsafe)))
  t.strictSame(body, {
    model: 'nvidia/llama-nemotron-rerank-vl-1b-v2',
    query: { text: 'hello' },
    passages: [{ image }, { text: 'a', image }, { text: 'b' }, { image }],
    truncate: 'END'
  })
})

t.test('an image must be a data URL: its address would be fetched by nobody', async (t) => {
  for (const bad of ['https://host/cat.png', 'data:text/plain;base64,aGk=', 'data:image/png,raw', 'iVBORw0KGgo=']) {
    const documents = givenObjects([{ text: 'a' }, { image: bad }])
    t.strictSame(
      faultOf(() => nimBody(vision, givenRequest(documents), Buffer.allocUnsafe)),
      {
        code: 'invalid_request',
        status: 400,
        param: 'documents',
        message: 'documents[1].image: must be a base64 data URL such as "data:image/png;base64,..."'
      },
      bad
    )
  }
})

t.test('an image for a text model, or on a route of texts, is the fault of the client, and named', async (t) => {
  const request = givenRequest(givenObjects([{ text: 'a' }, { text: 'b', image }]))
  const fault = { code: 'invalid_request', status: 400, param: 'documents' }
  t.strictSame(
    faultOf(() => nimBody(text, request, Buffer.allocUnsafe)),
    {
      ...fault,
      message:
        'documents[1] has an image, but nvidia/llama-nemotron-rerank-1b-v2 cannot read it: this model takes text only'
    }
  )
  t.strictSame(
    faultOf(() => cohereLikeBody(vision, request, Buffer.allocUnsafe)),
    {
      ...fault,
      message:
        'documents[1] has an image, but nvidia/llama-nemotron-rerank-vl-1b-v2 cannot read it: this route takes text only'
    }
  )
})

t.test('the Cohere-like body asks for every result', async (t) => {
  const body = cohereLikeBody(text, givenRequest(['a', '"b"'], { topN: 1 }), Buffer.allocUnsafe).toString()
  t.equal(body, '{"model":"nvidia/llama-nemotron-rerank-1b-v2","query":"hello","documents":["a","\\"b\\""],"top_n":2}')
})
