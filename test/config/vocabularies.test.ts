import t from 'tap'
import { vocabularies } from '../../src/config/vocabularies.ts'

t.test("no key is both rankgate's and one that rankgate does not use", async (t) => {
  for (const [name, { ours, litellm }] of Object.entries(vocabularies)) {
    t.strictSame(
      ours.filter((key) => litellm.has(key)),
      [],
      name
    )
  }
})

t.test('every section has the keys of its schema', async (t) => {
  t.ok(vocabularies.root.ours.includes('model_list'))
  t.ok(vocabularies.litellmParams.ours.includes('api_base'))
  t.ok(vocabularies.rankgate.ours.includes('max_documents'))
})
