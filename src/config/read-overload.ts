import type { OverloadBounds } from './overload-bounds.ts'
import type { Settings } from './read-settings.ts'

const bytesPerMb = 1024 * 1024
const defaultInFlight = 1024
const defaultQueued = 1024
const defaultBufferedMb = 512
const defaultQueuedPerDeployment = 256

/** Reads `rankgate.overload` and `general_settings.global_max_parallel_requests`. */
export function readOverload({ general, rankgate }: Pick<Settings, 'general' | 'rankgate'>): OverloadBounds {
  const { overload = {} } = rankgate
  return Object.freeze({
    maxInFlight: overload.max_in_flight ?? general.global_max_parallel_requests ?? defaultInFlight,
    maxQueued: overload.max_queued ?? defaultQueued,
    maxBufferedBytes: Math.floor((overload.max_buffered_mb ?? defaultBufferedMb) * bytesPerMb),
    maxQueuedPerDeployment: overload.max_queued_per_deployment ?? defaultQueuedPerDeployment,
    failsReadiness: overload.fail_readiness ?? false
  })
}
