/** One step of a request's way, for the caller who asked for it. Holds no secret and no content. */
export interface TraceStep {
  /** Milliseconds since the request began. */
  readonly atMs: number
  /** The deployment that the step is about; undefined where it is about the whole space. */
  readonly deployment: string | undefined
  /** What happened and why: `skipped: resting for 3.2 s after a timeout`, `tried: 503, next`. */
  readonly what: string
}
