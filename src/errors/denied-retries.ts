const denied = new WeakSet<object>()

/** Notes that a call failed with this error and was not made again only because the budget for retries was used up. */
export function noteRetryDenied(error: unknown): void {
  if (typeof error === 'object' && error !== null) denied.add(error)
}

export function isRetryDenied(error: unknown): boolean {
  return typeof error === 'object' && error !== null && denied.has(error)
}
