import type { Clock } from '../clock/clock.ts'
import type { Routing } from '../config/routing.ts'
import type { Scores } from '../rerank/scores.ts'
import type { AttemptBounds, AttemptMeans } from './attempt.ts'
import type { Trace } from './trace.ts'

export interface AskBounds extends AttemptBounds {
  /** A closer look at the scores, where what they should be is known. @throws InvalidAnswer */
  readonly verify: ((scores: Scores) => void) | undefined
  /** Told of every choice and its outcome; undefined when nobody asked. */
  readonly trace: Trace | undefined
}

/** What asking needs beside the deployment and the request. */
export interface AskMeans {
  readonly clock: Clock
  readonly routing: Routing
  readonly attempt: AttemptMeans
}
