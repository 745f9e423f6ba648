import t from 'tap'
import { cannotRerank, unknownModel, whyNot } from '../../src/config/model-error.ts'

t.test("an unknown model is a 400 in LiteLLM's words", async (t) => {
  const { code, status, param, message } = unknownModel('nope', ' Did you mean "rerank"?')
  t.strictSame([code, status, param], ['unknown_model', 400, 'model'])
  t.equal(
    message,
    '/rerank: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key. Did you mean "rerank"?'
  )
})

t.test('a model that cannot rerank is a 400 that says why', async (t) => {
  const { code, status, param, message } = cannotRerank('gpt-4o', 'its mode is "chat"')
  t.strictSame([code, status, param], ['model_cannot_rerank', 400, 'model'])
  t.equal(message, 'the model "gpt-4o" cannot rerank: its mode is "chat"')
})

t.test('a name of a million letters is not said back whole', async (t) => {
  t.ok(unknownModel('x'.repeat(1_000_000)).message.length < 400)
  t.ok(cannotRerank('x'.repeat(1_000_000), '').message.length < 400)
})

t.test('the reason of a refusal can be had alone, however long the name is', async (t) => {
  for (const name of ['gpt-4o', 'x'.repeat(1000)]) t.equal(whyNot(cannotRerank(name, 'it chats'), name), 'it chats')
  t.equal(whyNot(unknownModel('nope'), 'nope'), undefined)
})
