/**
 * How an attempt at a deployment failed. Retries, rests and LiteLLM's `retry_policy` and `allowed_fails_policy` go by it:
 *
 * - `unreachable`, `reset`: no connection, or one that broke
 * - `timeout`: no whole answer in the attempt's time, or a 408 or 504 that says so
 * - `rate_limited`: a 429
 * - `failed`: any other 5xx
 * - `invalid_answer`: an answer that cannot be made into scores
 * - `wrong_order`: a probe's answer that ranks the wrong document first: it answers, and should not
 * - `forbidden`: a 401 or 403: its key is at fault
 * - `gone`: a 402 or 410: nobody gets an answer there any more
 * - `refused`: any other 4xx: the request is at fault, and would be anywhere
 * - `busy`: our own bounds for the deployment are reached
 * - `cancelled`: nobody waits for the answer
 */
export const failureKinds = [
  'unreachable',
  'reset',
  'timeout',
  'rate_limited',
  'failed',
  'invalid_answer',
  'wrong_order',
  'forbidden',
  'gone',
  'refused',
  'busy',
  'cancelled'
] as const

export type FailureKind = (typeof failureKinds)[number]
