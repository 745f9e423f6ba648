import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { silentEvents } from '../../src/gateway/gateway-events.ts'
import { type Simulator, startSimulator } from '../simulator/start-simulator.ts'
import { masterKey, nimEntry, type RunningGateway, startGateway } from '../start-gateway.ts'
import { type RunningRedis, redisPassword, redisSkip, startRedis } from '../store/start-redis.ts'

const body = { model: 'rerank', query: 'q', documents: ['a', 'b'] }

interface Twins {
  readonly redis: RunningRedis
  readonly a: Simulator
  readonly b: Simulator
  readonly here: RunningGateway
  readonly there: RunningGateway
}

/** Two gateways with one configuration and one Redis: deployment `a` before deployment `b`. */
async function twins(t: Test, params: object = {}): Promise<Twins> {
  const redis = await startRedis(t)
  const [a, b] = [await startSimulator(), await startSimulator()]
  t.teardown(async () => void (await Promise.all([a.close(), b.close()])))
  const { host, port } = redis.settings
  const config = {
    router_settings: { num_retries: 1, redis_host: host, redis_port: port, redis_password: redisPassword }
  }
  const model_list = () => [
    nimEntry(a, { litellm_params: { order: 1, ...params }, model_info: { id: 'a' } }),
    nimEntry(b, { litellm_params: { order: 2 }, model_info: { id: 'b' } })
  ]
  const [here, there] = [await startGateway(t, { config, model_list }), await startGateway(t, { config, model_list })]
  return { redis, a, b, here, there }
}

function deployment({ gateway }: RunningGateway, at = 0) {
  return gateway.status().groups[0]?.spaces[0]?.deployments[at]
}

/** Looks again and again, since exchanges are made in the background; the test's own timeout ends what never comes. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(10)
}

function isConnected({ gateway }: RunningGateway): boolean {
  return gateway.status().redis[0]?.redis === 'connected'
}

t.test(
  'a rest that one process has learned is kept by the other, and ends for both',
  { skip: redisSkip },
  async (t) => {
    const { a, here, there } = await twins(t)
    await until(() => isConnected(here) && isConnected(there))
    a.inject({ name: 'status', status: 429, headers: { 'retry-after': '60' } }, { times: 1 })
    t.equal((await here.rerank(body)).headers.get('x-litellm-model-id'), 'b')
    await until(() => deployment(there)?.state === 'resting')
    t.equal((await there.rerank(body)).headers.get('x-litellm-model-id'), 'b')
    t.equal(a.received, 1)
    await here.ask('/health')
    t.equal(deployment(here)?.state, 'ready', 'a probe has found it well')
    await until(() => deployment(there)?.state === 'ready')
    t.equal((await there.rerank(body)).headers.get('x-litellm-model-id'), 'a')
  }
)

t.test('a rest of one model of a wildcard is shared, and is not that of another', { skip: redisSkip }, async (t) => {
  const { settings } = await startRedis(t)
  const upstream = await startSimulator({ models: ['*'] })
  t.teardown(() => upstream.close())
  const router_settings = {
    num_retries: 0,
    default_fallbacks: ['passthrough'],
    redis_host: settings.host,
    redis_port: settings.port,
    redis_password: redisPassword
  }
  const model_list = () => [
    nimEntry(upstream, {
      name: 'nvidia_nim/*',
      litellm_params: { model: 'nvidia_nim/*' },
      model_info: { id: 'wild' }
    })
  ]
  const start = () => startGateway(t, { config: { router_settings }, model_list })
  const [here, there] = [await start(), await start()]
  await until(() => isConnected(here) && isConnected(there))
  const ask = async ({ rerank }: RunningGateway, model: string) =>
    (await rerank({ ...body, model: `nvidia_nim/acme/${model}` })).headers.get('x-litellm-model-id')
  t.equal(await ask(there, 'old'), 'wild')
  upstream.inject({ name: 'status', status: 410, body: {} }, { times: 1 })
  t.equal(await ask(here, 'old'), 'last-resort-passthrough')
  await until(() => deployment(there)?.state === 'resting')
  t.equal(await ask(there, 'old'), 'last-resort-passthrough')
  t.equal(await ask(there, 'new'), 'wild')
})

t.test('whoever starts connects before the first request', { skip: redisSkip }, async (t) => {
  const { settings } = await startRedis(t)
  const changes: string[] = []
  const redisChanged = ({ redis }: { readonly redis: string }): void => void changes.push(redis)
  const router_settings = { redis_host: settings.host, redis_port: settings.port, redis_password: redisPassword }
  const { gateway } = await startGateway(t, {
    model_list: (simulator) => [nimEntry(simulator)],
    config: { router_settings },
    parts: { events: { ...silentEvents, redisChanged } }
  })
  await gateway.prepare()
  gateway.start()
  await until(() => changes.length > 0)
  t.strictSame(changes, ['connected'])
})

/** What is used is counted by the minute of the day. */
function minute(): number {
  return Math.floor(Date.now() / 60_000)
}

t.test('rpm is one number for all processes', { skip: redisSkip }, async (t) => {
  const { a, here, there } = await twins(t, { rpm: 4 })
  await until(() => isConnected(here) && isConnected(there))
  const began = minute()
  for (let n = 0; n < 3; n++) await here.rerank(body)
  await until(() => (deployment(there)?.requestsThisMinute ?? 0) >= 3 || minute() !== began)
  const servedBy: (string | null)[] = []
  for (let n = 0; n < 3; n++) servedBy.push((await there.rerank(body)).headers.get('x-litellm-model-id'))
  if (minute() !== began) return t.comment('a new minute began meanwhile')
  t.strictSame(servedBy, ['a', 'b', 'b'])
  t.equal(a.received, 4)
})

t.test(
  'P19 a Redis that dies or stands still slows no request, and is told of without its password',
  { skip: redisSkip },
  async (t) => {
    const { redis, here, there } = await twins(t)
    await until(() => isConnected(here) && isConnected(there))
    redis.freeze()
    for (let n = 0; n < 5; n++) {
      const { status } = await here.rerank(body, { headers: { 'x-litellm-timeout': '1' } })
      t.equal(status, 200)
    }
    redis.thaw()
    await redis.kill()
    await until(() => !isConnected(here) && !isConnected(there))
    t.equal((await here.rerank(body)).status, 200)
    const { text } = await here.ask('/router')
    t.match(JSON.parse(text), { redis: [{ holds: 'shared state', status: 'unreachable', reason: String }] })
    for (const seen of [text, here.logged(), there.logged()])
      t.notMatch(seen, new RegExp(`${redisPassword}|${masterKey}`))
  }
)
