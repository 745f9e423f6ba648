import type { Clock } from '../clock/clock.ts'
import { type Deadline, deadlineAfter } from '../clock/deadline.ts'
import type { Deployment, ScoreSpace } from '../config/deployment.ts'
import type { RerankRequest, RouteWishes } from '../rerank/rerank-request.ts'
import type { Scores } from '../rerank/scores.ts'
import { type AttemptBounds, type AttemptMeans, attempt } from './attempt.ts'
import { chooseDeployment } from './choose-deployment.ts'
import type { Trace } from './trace.ts'

/** Scores, and who gave them. */
export interface RoutedScores {
  readonly scores: Scores
  readonly deployment: Deployment
  /** Milliseconds spent waiting for the deployment. */
  readonly upstreamMs: number
  /** Attempts after the first. */
  readonly retries: number
}

/** How far a call may go, and what it is asked to do on its way. */
export interface RouteBounds extends AttemptBounds {
  readonly wishes: RouteWishes
  /** Told of every choice and its outcome; undefined when nobody asked. */
  readonly trace: Trace | undefined
}

export interface Router {
  /** Asks one deployment of the space. @throws GatewayError */
  call(space: ScoreSpace, request: RerankRequest, bounds: RouteBounds): Promise<RoutedScores>
}

export interface RouterParts extends AttemptMeans {
  readonly clock: Clock
  readonly random: () => number
}

export function createRouter({ clock, random, ...means }: RouterParts): Router {
  return {
    async call(space, request, { deadline, signal }) {
      const deployment = chooseDeployment(space.deployments, random)
      const startedAt = clock.now()
      const bounds = { deadline: ownDeadline(deployment, deadline, clock), signal }
      const scores = await attempt(deployment, request, means, bounds)
      return { scores, deployment, upstreamMs: clock.now() - startedAt, retries: 0 }
    }
  }
}

/** The deployment's own timeout, where it ends before the request's. */
function ownDeadline({ timeoutMs }: Deployment, deadline: Deadline, clock: Clock): Deadline {
  return timeoutMs !== undefined && timeoutMs < deadline.remainingMs() ? deadlineAfter(timeoutMs, clock) : deadline
}
