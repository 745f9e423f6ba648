import t from 'tap'
import { apiBaseProblem } from '../../src/config/api-base-problem.ts'

t.test('an absolute http or https URL is right, with or without port, path and slashes', async (t) => {
  for (const url of ['http://nim:8000', 'https://ai.api.nvidia.com/v1/', 'http://[::1]:8000/v1/ranking']) {
    t.equal(apiBaseProblem(url), undefined, url)
  }
})

t.test('anything else is told of, without what it holds', async (t) => {
  for (const [url, words] of [
    ['nim:8000', 'must be an absolute http or https URL'],
    ['/v1', 'must be an absolute http or https URL'],
    ['ftp://canary:canary@nim', 'must be an absolute http or https URL'],
    ['http://canary:canary@nim', 'must not hold credentials'],
    ['http://canary@nim', 'must not hold credentials'],
    ['http://nim?key=canary', 'must not have a query'],
    ['http://nim#canary', 'must not have a query or a fragment']
  ] as const) {
    const problem = apiBaseProblem(url) ?? ''
    t.ok(problem.startsWith(words), `${url}: ${problem}`)
    t.notOk(problem.includes('canary'))
  }
})
