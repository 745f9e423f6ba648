import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { startProcess } from '../start-process.ts'

/** Says what is loaded of the sources, and of what only tests may load. */
const hook = `
import { writeSync } from 'node:fs'
import { registerHooks } from 'node:module'
registerHooks({
  load(url, context, next) {
    if (/[/]src[/].*[.]ts$|[/]node_modules[/](typebox|@redis)[/]/.test(url)) writeSync(2, 'loads ' + url + '\\n')
    return next(url, context)
  }
})`

const sharing = `
model_list:
  - {model_name: rerank, litellm_params: {model: local/lexical}}
router_settings: {redis_host: 127.0.0.1, redis_port: 1}
`

t.test('what a server does not need to start is loaded when it is first asked for', async (t) => {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(hook)}`
  const { url, output } = await startProcess(t, [], { NODE_OPTIONS })
  const loaded = (room: string): number =>
    output()
      .split('\n')
      .filter((line) => line.includes(room)).length
  const counts = () => ['/typebox/', '/server/openapi/', '/server/docs-page/', '/providers/lexical/'].map(loaded)
  t.equal(loaded('/src/server/build-server.ts'), 1, 'loading is seen')
  t.strictSame(counts(), [0, 0, 0, 0])

  const ask = async (path: string, init?: RequestInit): Promise<void> => {
    t.equal((await fetch(url + path, init)).status, 200)
    // What was said before the answer came is read by then.
    await turn()
  }
  const body = JSON.stringify({ model: 'rerank', query: 'a', documents: ['a', 'b'] })
  await ask('/rerank', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  t.strictSame(counts().slice(0, 3), [0, 0, 0])
  t.not(loaded('/providers/lexical/'), 0)
  await ask('/openapi.json')
  t.not(loaded('/server/openapi/'), 0)
  t.equal(loaded('/server/docs-page/'), 0)
  await ask('/docs')
  t.not(loaded('/server/docs-page/'), 0)
  t.equal(loaded('/typebox/'), 0)
  t.equal(loaded('/@redis/'), 0)
})

t.test('what shares through Redis has loaded its client before anybody asks for anything', async (t) => {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(hook)}`
  const config = join(t.testdir({ 'gateway.yaml': sharing }), 'gateway.yaml')
  const { url, output } = await startProcess(t, ['--config', config], { NODE_OPTIONS })
  t.equal((await fetch(`${url}/health/liveliness`)).status, 200)
  await turn()
  t.match(output(), /loads .*[/]@redis[/]/)
})
