import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { answerCall, callPath } from './answer-call.ts'
import type { OpenCall, RecordedCall } from './call-log.ts'
import type { PendingAnswers } from './pending-answers.ts'
import { receiveBody } from './receive-body.ts'
import { Refusal, refusalReply } from './refusal.ts'
import type { Reply } from './reply.ts'
import { voiceOf } from './routes.ts'
import type { Settings } from './settings.ts'

/** One call and its answer in the making: what faults work on. */
export interface Exchange {
  readonly call: RecordedCall
  readonly response: ServerResponse
  readonly pending: PendingAnswers
  /** Aborted when the exchange is over, whoever ended it: every wait must end with it. */
  readonly signal: AbortSignal
  /** Settles when the request's body has come. */
  received(): Promise<void>
  /** The true answer, once the request's body has come. */
  answer(): Promise<Reply>
  /** @throws AbortError when the exchange is over first */
  pause(ms: number): Promise<void>
  /** Settles when the exchange is over. */
  over(): Promise<void>
  /** Breaks the connection: with a TCP reset, or with an orderly close once what was written has gone. */
  breakOff(how: 'reset' | 'close'): void
}

export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  call: OpenCall,
  settings: Settings,
  pending: PendingAnswers
): Exchange {
  const ending = new AbortController()
  const { signal } = ending
  let brokenOff = false
  let receiving: Promise<'whole' | 'too-large'> | undefined
  response.once('close', () => {
    call.aborted = !response.writableFinished && !brokenOff
    call.status = response.headersSent ? response.statusCode : 0
    ending.abort()
  })

  function receive(): Promise<'whole' | 'too-large'> {
    receiving ??= receiveBody(request, call, settings.maxBodyBytes)
    return receiving
  }

  return {
    call,
    response,
    pending,
    signal,
    async received() {
      await receive()
    },
    async answer() {
      if ((await receive()) === 'whole') return answerCall(call, settings, pending)
      const tooLarge = new Refusal(413, `body is over ${settings.maxBodyBytes} bytes`)
      return refusalReply(tooLarge, voiceOf(callPath(call), settings))
    },
    async pause(ms) {
      await setTimeout(ms, undefined, { signal })
    },
    async over() {
      if (!signal.aborted) await once(signal, 'abort')
    },
    breakOff(how) {
      brokenOff = true
      if (how === 'reset') request.socket.resetAndDestroy()
      else request.socket.destroySoon()
    }
  }
}
