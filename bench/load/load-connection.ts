import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { answerFault } from '../http/answer-fault.ts'
import { MessageReader } from '../http/message-reader.ts'

/** Told once for each request: undefined, or what went wrong. */
type Settled = (fault: string | undefined) => void

/** All connections read into the same memory: each part is used up before the next is read. */
const receiveBuffer = Buffer.allocUnsafeSlow(262_144)

/** A kept-alive connection with at most one request in flight. */
export class LoadConnection {
  readonly #socket: Socket
  readonly #reader: MessageReader
  #settled: Settled | undefined
  #closedBy: string | undefined

  constructor(port: number, expectedRows: number) {
    this.#reader = new MessageReader({
      keepsBody: () => true,
      finished: (message) => this.#settle(answerFault(message, expectedRows))
    })
    this.#socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: { buffer: receiveBuffer, callback: (length) => this.#receive(length) }
    })
    this.#socket.on('error', (error) => this.#close(error.message))
    this.#socket.on('close', () => this.#close('the connection was closed before the answer'))
  }

  get isOpen(): boolean {
    return this.#closedBy === undefined
  }

  async connected(): Promise<void> {
    if (this.#socket.connecting) await once(this.#socket, 'connect')
  }

  send(request: Buffer, settled: Settled): void {
    if (this.#closedBy !== undefined) {
      settled(this.#closedBy)
      return
    }
    this.#settled = settled
    this.#socket.write(request)
  }

  destroy(): void {
    this.#close('the connection was given up')
    this.#socket.destroy()
  }

  #receive(length: number): boolean {
    try {
      this.#reader.push(receiveBuffer.subarray(0, length))
    } catch (error) {
      this.#close(error instanceof Error ? error.message : String(error))
      this.#socket.destroy()
    }
    return true
  }

  #close(reason: string): void {
    this.#closedBy ??= reason
    this.#settle(reason)
  }

  #settle(fault: string | undefined): void {
    const settled = this.#settled
    this.#settled = undefined
    settled?.(fault)
  }
}
