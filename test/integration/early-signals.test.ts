import t, { type Test } from 'tap'
import { logged, runProcess, startProcess } from '../start-process.ts'

// Most of the time is spent waiting for processes.
t.jobs = 3

/** The environment of processes that do something when they load a file of the sources, and have not served yet. */
function whenLoading(t: Test, file: string, script: string): Record<string, string> {
  const preload = `
import { writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
let isDone = false
registerHooks({
  load(url, context, next) {
    if (!isDone && url.endsWith(${JSON.stringify(file)})) {
      isDone = true
      ${script}
    }
    return next(url, context)
  }
})`
  return {
    NODE_OPTIONS: `--import=file://${t.testdir({ 'preload.mjs': preload, 'gateway.yaml': local('a') })}/preload.mjs`
  }
}

function local(name: string): string {
  return `model_list:\n  - {model_name: ${name}, litellm_params: {model: local/lexical}}\n`
}

for (const [when, file, args] of [
  ['before it has read its flags', '/src/main/run.ts', []],
  ['while the server is loaded', '/src/server/build-server.ts', []],
  ['while the supervisor is loaded', '/src/main/supervisor.ts', ['--num_workers', '2']]
] as const) {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    t.test(`P14 ${signal} ${when} ends a start with code 0`, async (t) => {
      const environment = whenLoading(t, file, `process.kill(process.pid, '${signal}')`)
      t.strictSame(await runProcess(['--port', '0', ...args], environment), { code: 0, stdout: '', stderr: '' })
    })
  }
}

for (const [who, args, times] of [
  ['server', [], 1],
  ['supervisor', ['--num_workers', '2'], 2]
] as const) {
  t.test(`P15 a SIGHUP that comes while a ${who} starts is not lost`, async (t) => {
    const file = args.length === 0 ? '/src/server/build-server.ts' : '/src/main/supervisor.ts'
    const environment = whenLoading(t, file, "process.kill(process.pid, 'SIGHUP')")
    const running = await startProcess(t, args, environment)
    await logged(running, /"msg":"configuration reloaded"/, times)
    running.child.kill('SIGTERM')
    t.equal(await running.exit, 0)
  })
}

t.test('P15 what is changed between the reading and the SIGHUP is served', async (t) => {
  // Of the folder that the preloaded file lies in, too.
  const file = `${t.testdirName}/gateway.yaml`
  const change = `
    writeFileSync(${JSON.stringify(file)}, ${JSON.stringify(local('b'))})
    process.kill(process.pid, 'SIGHUP')`
  const environment = whenLoading(t, '/src/server/build-server.ts', change)
  const running = await startProcess(t, ['--config', file], environment)
  await logged(running, /"msg":"configuration reloaded"/)
  const models = await (await fetch(`${running.url}/v1/models`)).json()
  t.match(models, { data: [{ id: 'b' }] })
})
