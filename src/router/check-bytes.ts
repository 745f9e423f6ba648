import type { Deployment } from '../config/deployment.ts'
import { attemptError } from './attempt-error.ts'

/** Refuses what is too large for one call, before it is sent. @throws GatewayError `over_limit` */
export function checkBytes(deployment: Deployment, bytes: number): void {
  const { maxBytes } = deployment.limits
  if (bytes <= maxBytes) return
  const what = `takes at most ${maxBytes} bytes in one call, and this one has ${bytes}: send fewer or shorter documents`
  throw attemptError('over_limit', deployment, what, { status: 413, param: 'documents' })
}
