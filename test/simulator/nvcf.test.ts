import t from 'tap'
import { type Answer, ask } from './ask.ts'
import { nimBody } from './bodies.ts'
import { PendingAnswers } from './pending-answers.ts'
import { Refusal } from './refusal.ts'
import { jsonReply } from './reply.ts'
import { startSimulator } from './start-simulator.ts'

t.test('a pending call is answered 202, then 202 to so many polls, then with the true answer, once', async (t) => {
  const simulator = await startSimulator({ hosted: true, keys: ['k'] })
  t.teardown(() => simulator.close())
  const headers = { authorization: 'Bearer k' }
  const truth = await ask(simulator, '/v1/ranking', { body: nimBody, headers })
  simulator.inject({ name: 'nvcf-pending', polls: 2 }, { times: 1 })
  const accepted = await ask(simulator, '/v1/ranking', { body: nimBody, headers })
  t.equal(accepted.status, 202)
  t.equal(accepted.headers['nvcf-status'], 'pending-evaluation')
  const path = `/v2/nvcf/pexec/status/${accepted.headers['nvcf-reqid']}`

  const answers: Answer[] = []
  for (let poll = 0; poll < 4; poll += 1) answers.push(await ask(simulator, path, { headers }))
  t.strictSame(
    answers.map(({ status }) => status),
    [202, 202, 200, 404]
  )
  t.strictSame(
    answers.map((answer) => answer.headers['nvcf-status']),
    ['in-progress', 'in-progress', 'fulfilled', undefined]
  )
  t.equal(answers[2]?.text, truth.text)
  t.equal((await ask(simulator, path)).status, 403, 'polls ask for the key too')
})

t.test('polls can be struck by faults of their own', async (t) => {
  const simulator = await startSimulator({ fault: { name: 'nvcf-pending' } })
  t.teardown(() => simulator.close())
  const accepted = await ask(simulator, '/v1/ranking', { body: nimBody })
  simulator.inject({ name: 'status', status: 500 }, { times: 1, on: 'poll' })
  const path = `/v2/nvcf/pexec/status/${accepted.headers['nvcf-reqid']}`
  t.equal((await ask(simulator, path)).status, 500)
  t.equal((await ask(simulator, path)).status, 202)
  t.equal((await ask(simulator, path)).status, 200)
})

t.test('answers that nobody fetches are forgotten, the oldest first', async (t) => {
  const pending = new PendingAnswers()
  const ids = Array.from({ length: 1001 }, () => `${pending.defer(jsonReply(200, {}), 0).headers['nvcf-reqid']}`)
  t.throws(() => pending.poll(ids[0] ?? ''), new Refusal(404, `request \`${ids[0]}\` not found`))
  t.equal(pending.poll(ids[1] ?? '').status, 200)
})
