import { GatewayError } from '../errors/gateway-error.ts'

/** What goes on in a gateway, whichever configuration it began with, so that closing can wait for it. */
export class WorkInFlight {
  #count = 0
  readonly #ended = Promise.withResolvers<void>()
  #isEnding = false

  /**
   * Does a piece of work, which `end` waits for.
   * @throws GatewayError `not_ready` once the end has begun: what it would open, nobody would close
   */
  async during<Done>(work: () => Promise<Done>): Promise<Done> {
    if (this.#isEnding) throw closed()
    this.#count++
    try {
      return await work()
    } finally {
      this.#count--
      this.#endIfIdle()
    }
  }

  /** Takes on nothing more, and settles when nothing is left. */
  end(): Promise<void> {
    this.#isEnding = true
    this.#endIfIdle()
    return this.#ended.promise
  }

  #endIfIdle(): void {
    if (this.#isEnding && this.#count === 0) this.#ended.resolve()
  }
}

function closed(): GatewayError {
  return new GatewayError('not_ready', 'the gateway is closed: make another with createGateway()', { status: 503 })
}
