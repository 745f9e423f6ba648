import t from 'tap'
import { cohere } from '../../src/providers/cohere.ts'
import { nvidiaNim } from '../../src/providers/nvidia-nim.ts'
import { documentBytes, frameBytesOf, pairTokens } from '../../src/scoring/document-sizes.ts'
import { givenObjects, givenRequest, givenTarget, image } from '../providers/given.ts'

t.test('the sizes add up to no less than what any provider sends', async (t) => {
  const texts = givenRequest(['a', 'é"\\', '🙂'.repeat(100), ''], { query: '"\u0000é' })
  const pictures = givenRequest(givenObjects([{ text: 'a', image }, { image }]))
  const nim = givenTarget(nvidiaNim, { model: 'nvidia/llama-nemotron-rerank-vl-1b-v2', apiBase: 'http://h:8000' })
  const wires = [
    nvidiaNim.encode(nim, texts, Buffer.alloc),
    nvidiaNim.encode(nim, pictures, Buffer.alloc),
    cohere.encode(givenTarget(cohere, { model: 'rerank-v3.5' }), texts, Buffer.alloc)
  ]
  for (const [at, { body }] of wires.entries()) {
    const request = at === 1 ? pictures : texts
    let reckoned = frameBytesOf(request)
    for (let index = 0; index < request.documents.count; index++) reckoned += documentBytes(request, index)
    t.ok((body?.length ?? 0) <= reckoned)
  }
})

t.test('a pair has the tokens of its document and of the query', async (t) => {
  t.equal(pairTokens(givenRequest(['x'.repeat(28)], { query: 'q'.repeat(9) }), 0), 13)
})
