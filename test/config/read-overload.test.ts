import t from 'tap'
import { readOverload } from '../../src/config/read-overload.ts'
import { givenSettings } from './given-settings.ts'

const read = (root: object) => readOverload(givenSettings(root).settings)

t.test('a process bounds what it takes on, configured or not', async (t) => {
  t.strictSame(read({}), {
    maxInFlight: 1024,
    maxQueued: 1024,
    maxBufferedBytes: 512 * 1024 * 1024,
    maxQueuedPerDeployment: 256,
    failsReadiness: false
  })
})

t.test("LiteLLM's bound counts where rankgate's does not say", async (t) => {
  const general_settings = { global_max_parallel_requests: 7 }
  t.equal(read({ general_settings }).maxInFlight, 7)
  const overload = {
    max_in_flight: 5,
    max_queued: 0,
    max_buffered_mb: 0.5,
    max_queued_per_deployment: 0,
    fail_readiness: true
  }
  t.strictSame(read({ general_settings, rankgate: { overload } }), {
    maxInFlight: 5,
    maxQueued: 0,
    maxBufferedBytes: 512 * 1024,
    maxQueuedPerDeployment: 0,
    failsReadiness: true
  })
})
