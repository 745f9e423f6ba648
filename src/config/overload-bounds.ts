/** What the process takes on at one time. More is refused at once. */
export interface OverloadBounds {
  /** Requests being worked on. */
  readonly maxInFlight: number
  /** Requests that wait to be worked on. */
  readonly maxQueued: number
  /** Bytes of request bodies held, waiting or worked on. */
  readonly maxBufferedBytes: number
  /** Calls that wait for a slot of one deployment (`max_parallel_requests`). */
  readonly maxQueuedPerDeployment: number
  /** Whether readiness turns false while requests are refused. */
  readonly failsReadiness: boolean
}
