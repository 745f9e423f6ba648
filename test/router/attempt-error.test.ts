import t from 'tap'
import { InvalidAnswer } from '../../src/rerank/invalid-answer.ts'
import { asAttemptError, attemptError } from '../../src/router/attempt-error.ts'
import { UpstreamError } from '../../src/upstream/upstream-error.ts'
import { deploymentAt } from '../fixtures.ts'

const deployment = deploymentAt('http://127.0.0.1:1')
const where = '(model group "rerank", deployment "a1")'

t.test('an error says whose failure it was', async (t) => {
  const error = attemptError('upstream_failed', deployment, 'answered 500: oops', { status: 500 })
  t.equal(error.message, `nvidia_nim answered 500: oops ${where}`)
  t.equal(error.status, 500)
})

t.test('every way to fail has its code and status', async (t) => {
  for (const [fault, code, status] of [
    ['unreachable', 'upstream_unreachable', 502],
    ['reset', 'upstream_unreachable', 502],
    ['oversize', 'upstream_invalid_answer', 502],
    ['timeout', 'timeout', 408],
    ['cancelled', 'client_closed', 499]
  ] as const) {
    t.match(asAttemptError(new UpstreamError(fault, 'did so'), deployment), {
      code,
      status,
      message: `nvidia_nim did so ${where}`
    })
  }
  t.match(asAttemptError(new InvalidAnswer('one too many'), deployment), {
    code: 'upstream_invalid_answer',
    status: 502,
    message: `nvidia_nim gave an answer that cannot be used: one too many ${where}`
  })
})

t.test('what nobody foresaw passes unchanged', async (t) => {
  const bug = new TypeError('a bug')
  t.equal(asAttemptError(bug, deployment), bug)
})
