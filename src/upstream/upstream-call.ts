/** One HTTP call to a provider, ready to send. */
export interface UpstreamCall {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  /** Names and values in turn: `['content-type', 'application/json', ...]`. */
  readonly headers: readonly string[]
  readonly body: Buffer | undefined
}

/** A provider's whole answer: nothing is handed on before its last byte has come. */
export interface UpstreamAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  /**
   * Whether the call's own body had left this process whole when the answer ended. Only then may its buffer be used again:
   * an early answer leaves the rest of it waiting to be written. Not known of bodies below 64 kB, whose buffers are used once.
   */
  readonly isCallSent: boolean
}
