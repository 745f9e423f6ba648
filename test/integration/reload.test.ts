import { renameSync, symlinkSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { startSimulator } from '../simulator/start-simulator.ts'
import { nimModel } from '../start-gateway.ts'
import { logged, type RunningProcess, startProcess } from '../start-process.ts'

// Most of the time is spent waiting for processes.
t.jobs = 3

const reloaded = /"msg":"configuration reloaded"/
const refused = /"msg":"configuration not reloaded: the old one goes on serving"/

/** One model that is called so, asked there. */
function entry(name: string, api_base: string): string {
  return `model_list:\n  - {model_name: ${name}, litellm_params: {model: nvidia_nim/${nimModel}, api_base: '${api_base}'}}\n`
}

function local(...names: string[]): string {
  return `model_list:\n${names.map((name) => `  - {model_name: ${name}, litellm_params: {model: local/lexical}}\n`).join('')}`
}

async function rerank({ url }: RunningProcess, model: string, key?: string): Promise<{ status: number; text: string }> {
  const headers = {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` })
  }
  const body = JSON.stringify({ model, query: 'q', documents: ['a', 'b'] })
  const response = await fetch(`${url}/rerank`, { method: 'POST', headers, body })
  return { status: response.status, text: await response.text() }
}

async function models({ url }: RunningProcess): Promise<string[]> {
  const listed = (await (await fetch(`${url}/v1/models`)).json()) as { data: { id: string }[] }
  return listed.data.map(({ id }) => id)
}

t.test(
  'P15 SIGHUP: requests in flight finish on what they began with, removed models vanish, an invalid file changes nothing',
  async (t) => {
    const [old, other] = [await startSimulator(), await startSimulator()]
    t.teardown(() => Promise.all([old.close(), other.close()]))
    const file = `${t.testdir({ 'gateway.yaml': entry('first', old.url) })}/gateway.yaml`
    const running = await startProcess(t, ['--config', file])
    t.equal((await rerank(running, 'first')).status, 200)

    const release = Promise.withResolvers<void>()
    old.inject({ name: 'hold', until: release.promise }, { times: 1 })
    const inFlight = rerank(running, 'first')
    await old.reached(2)
    writeFileSync(file, entry('second', other.url))
    running.child.kill('SIGHUP')
    await logged(running, reloaded)
    t.strictSame(await models(running), ['second'])
    t.match(await rerank(running, 'first'), { status: 400, text: /Invalid model name/ })
    t.equal((await rerank(running, 'second')).status, 200)
    t.equal(other.received, 1)
    release.resolve()
    t.equal((await inFlight).status, 200)
    t.equal(old.received, 2)

    writeFileSync(file, `${entry('third', other.url)}  - {model_name: bad, litellm_params: {model: nim/x}}\n`)
    running.child.kill('SIGHUP')
    await logged(running, refused)
    t.match(running.output(), /"fault":"[^"]*gateway\.yaml:3:\d+ [^\n]*unknown provider/, 'the place is named')
    t.strictSame(await models(running), ['second'])
    t.equal((await rerank(running, 'second')).status, 200)

    writeFileSync(file, `${entry('third', other.url)}general_settings: {master_key: sk-7a6b5c4d3e2f}\n`)
    running.child.kill('SIGHUP')
    await logged(running, reloaded, 2)
    t.equal((await rerank(running, 'third')).status, 401)
    t.equal((await rerank(running, 'third', 'sk-7a6b5c4d3e2f')).status, 200)
    t.notMatch(running.output(), /sk-7a6b5c4d3e2f/)
    running.child.kill('SIGTERM')
    t.equal(await running.exit, 0)
  }
)

t.test('P15 a changed file is taken on by itself, included ones and swapped links too', async (t) => {
  const gateway = 'include: [models.yaml]\nrankgate: {reload: true}\n'
  const folder = t.testdir({
    '..1': { 'gateway.yaml': gateway, 'models.yaml': local('a') },
    '..2': { 'gateway.yaml': gateway, 'models.yaml': local('b') }
  })
  // A folder as Kubernetes mounts a ConfigMap, and as it changes one.
  symlinkSync('..1', `${folder}/..data`)
  for (const name of ['gateway.yaml', 'models.yaml']) symlinkSync(`..data/${name}`, `${folder}/${name}`)
  const running = await startProcess(t, ['--config', `${folder}/gateway.yaml`])
  t.strictSame(await models(running), ['a'])

  symlinkSync('..2', `${folder}/..new`)
  renameSync(`${folder}/..new`, `${folder}/..data`)
  await logged(running, reloaded)
  t.strictSame(await models(running), ['b'])

  writeFileSync(`${folder}/..2/models.yaml`, 'model_list: [\n')
  await logged(running, refused)
  t.match(running.output(), /"fault":"[^"]*models\.yaml:\d+:\d+ /)
  t.strictSame(await models(running), ['b'])
  writeFileSync(`${folder}/..2/models.yaml`, local('c'))
  await logged(running, reloaded, 2)
  t.strictSame(await models(running), ['c'])
})

t.test('P15 with several workers each reloads and says so once, and all of them still stop in peace', async (t) => {
  const file = `${t.testdir({ 'gateway.yaml': local('a') })}/gateway.yaml`
  const running = await startProcess(t, ['--config', file, '--num_workers', '2'])
  await logged(running, /"msg":"every worker listens"/)
  writeFileSync(file, local('b'))
  running.child.kill('SIGHUP')
  await logged(running, reloaded, 2)
  const lines = (pattern: RegExp) =>
    running
      .output()
      .split('\n')
      .filter((line) => pattern.test(line))
  t.strictSame(
    lines(reloaded)
      .map((line) => JSON.parse(line).worker)
      .sort(),
    [1, 2]
  )
  t.equal(new Set(lines(reloaded).map((line) => JSON.parse(line).digest)).size, 1)
  // Connections are spread over both.
  for (let at = 0; at < 8; at++) {
    const answer = await fetch(`${running.url}/v1/models`, { headers: { connection: 'close' } })
    t.match(await answer.json(), { data: [{ id: 'b' }] })
  }
  writeFileSync(file, 'model_list: 7\n')
  running.child.kill('SIGHUP')
  await logged(running, refused, 2)
  t.strictSame(await models(running), ['b'])
  running.child.kill('SIGTERM')
  t.equal(await running.exit, 0)
  t.equal(lines(reloaded).length, 2)
})
