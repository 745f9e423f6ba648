import { CohereClient, CohereClientV2, CohereError } from 'cohere-ai'
import { startRecordedGateway, query, documents, rightRanking } from './start-recorded-gateway.ts'
import { rerank } from 'ai'
import { createCohere } from '@ai-sdk/cohere'
import { createTogetherAI } from '@ai-sdk/togetherai'
import { CohereRerank } from '@langchain/cohere'
import OpenAI from 'openai'
const ends: (()=>Promise<void>)[]=[]
const g = await startRecordedGateway({teardown(e){ends.push(e)}})
console.log(rightRanking())
const v1 = new CohereClient({ token: g.key, environment: g.url, maxRetries: 0 })
console.dir(await v1.rerank({ model: 'rerank', query, documents: [{ text: 'cats purr' }, 'dogs'], topN: 1, returnDocuments: true }), {depth: 9})
const v2 = new CohereClientV2({ token: g.key, environment: g.url, maxRetries: 0 })
console.dir(await v2.rerank({ model: 'rerank', query, documents, topN: 2 }), {depth: 9})
console.dir(await v1.v2.rerank({ model: 'rerank', query, documents, topN: 2 }), {depth: 9})
for (const f of [()=> new CohereClient({token:'no', baseUrl: g.url}).rerank({model:'rerank', query, documents}), ()=>v2.rerank({model:'nope',query,documents}), ()=>{g.limitRate(); return v2.rerank({model:'rerank',query,documents})}]) 
  await f().catch((e: any) => { console.log(e.constructor.name, e.statusCode, e.message, e.body, e.rawResponse?.headers?.get('retry-after')) })
const cohere = createCohere({ baseURL: g.url + '/v2', apiKey: g.key })
const together = createTogetherAI({ baseURL: g.url + '/v1', apiKey: g.key })
for (const m of [cohere.reranking('rerank'), together.reranking('rerank')]) {
  const r = await rerank({ model: m, query, documents, topN: 2 })
  console.dir({ranking: r.ranking, docs: r.rerankedDocuments, r: r.response.id, w: r}, {depth: 2})
  await rerank({ model: m, query, documents: [{text:'cats purr'},{text:'dogs bark', n:1}] })
}
for (const P of [createCohere, createTogetherAI]) {
 const base = g.url + (P===createCohere?'/v2':'/v1')
 for (const f of [()=>rerank({model: P({baseURL:base,apiKey:'no'}).reranking('rerank'),query,documents,maxRetries:0}), ()=>rerank({model: P({baseURL:base,apiKey:g.key}).reranking('nope'),query,documents}), ()=>{g.limitRate(); return rerank({model: P({baseURL:base,apiKey:g.key}).reranking('rerank'),query,documents,maxRetries:0})}])
  await f().catch((e: any) => { console.log(e.constructor.name, e.statusCode, e.message, e.isRetryable, e.responseHeaders?.['retry-after']) })
}
const lc = new CohereRerank({ client: v1 as never, model: 'rerank', topN: 2 })
console.dir(await lc.rerank(documents, query))
console.dir(await lc.compressDocuments(documents.map((pageContent)=>({pageContent, metadata:{}})) as never, query))
await new CohereRerank({ client: v1 as never, model: 'nope', topN: 2 }).rerank(documents, query).catch((e: any) => { console.log(e.constructor.name, e.statusCode, e.message) })
const oa = new OpenAI({ baseURL: g.url + '/v1', apiKey: g.key, maxRetries: 0 })
console.dir(await oa.post('/rerank', { body: { model: 'rerank', query, documents, top_n: 1 } }), {depth:5})
console.dir((await oa.models.list()).data)
for (const f of [()=> new OpenAI({apiKey:'no', baseURL: g.url+'/v1'}).post('/rerank', {body:{model:'rerank', query, documents}}), ()=>oa.post('/rerank',{body:{model:'nope',query,documents}}), ()=>{g.limitRate(); return oa.post('/rerank',{body:{model:'rerank',query,documents}})}]) 
  await (f() as Promise<unknown>).catch((e: any) => { console.log(e.constructor.name, e.status, e.message, e.code, e.type, e.param, e.headers?.get?.('retry-after')) })
console.dir(g.requests, {depth: 9})
for (const e of ends.reverse()) await e()
