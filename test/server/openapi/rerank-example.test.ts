import t from 'tap'
import { exampleAnswer, exampleRequest } from '../../../src/server/openapi/rerank-example.ts'
import { startGateway } from '../../start-gateway.ts'

t.test(
  'the example request, sent to the configuration that comes with rankgate, gets the example answer',
  async (t) => {
    const model_list = (): object[] => [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
    const { rerank } = await startGateway(t, { model_list, isOpen: true })
    const { status, json } = await rerank(exampleRequest, { headers: { 'x-litellm-call-id': exampleAnswer.id } })
    t.equal(status, 200)
    const results = json.results.map((each) => ({ ...each, relevance_score: Number(each.relevance_score.toFixed(4)) }))
    t.strictSame({ ...json, results }, exampleAnswer)
  }
)
