import t from 'tap'
import type { RerankAnswer } from '../../../src/gateway/rerank-answer.ts'
import { answerNotes } from '../../../src/server/dialects/answer-notes.ts'

function notesOf(answer: Partial<RerankAnswer>) {
  return answerNotes({ warnings: [], ...answer } as unknown as RerankAnswer)
}

t.test('most answers have nothing to add', async (t) => {
  t.equal(notesOf({ degradation: undefined, steps: undefined }), undefined)
})

t.test('P5 a degraded answer warns', async (t) => {
  t.strictSame(notesOf({ degradation: { kind: 'lexical', warning: 'words' }, steps: undefined }), {
    warnings: ['words']
  })
})

t.test('what there is to say about the scoring stands behind it', async (t) => {
  const degradation = { kind: 'lexical', warning: 'words' } as const
  t.strictSame(notesOf({ degradation: undefined, warnings: ['long'] }), { warnings: ['long'] })
  t.strictSame(notesOf({ degradation, warnings: ['long'] }), { warnings: ['words', 'long'] })
})

t.test('steps are told in the words of the wire', async (t) => {
  const steps = [
    { atMs: 1.5, deployment: 'a1', what: 'tried' },
    { atMs: 2, deployment: undefined, what: 'gave up' }
  ]
  t.strictSame(notesOf({ degradation: undefined, steps }), {
    steps: [
      { at_ms: 1.5, deployment: 'a1', what: 'tried' },
      { at_ms: 2, what: 'gave up' }
    ]
  })
})

t.test('what the scores are is told where it is not plain', async (t) => {
  const shownAs = { scale: 'logit', normalization: 'sigmoid' } as const
  t.strictSame(notesOf({ shownAs }), { scale: 'logit', normalize: 'sigmoid' })
})
