/** A provider may ask for more, but not for ever: no client and no deployment waits longer for it. */
export const longestRetryAfterS = 60 * 60
/** The one form of a date that does not say that it is UTC (RFC 9110, section 5.6.7). */
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/

/**
 * Reads a Retry-After header: seconds, or an HTTP date (RFC 9110, section 10.2.3). Undefined when absent or unreadable.
 * @param nowMs the current time of day in milliseconds since the epoch
 * @returns whole seconds from now, between 0 and `longestRetryAfterS`
 */
export function retryAfterSeconds(header: string | string[] | undefined, nowMs: number): number | undefined {
  if (typeof header !== 'string') return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Math.min(Number(header), longestRetryAfterS)
  // A date has letters; a negative or fractional number must not be taken for one by Date.parse.
  const date = asctime.test(header) ? `${header} GMT` : header
  const at = /^[A-Za-z]{3}/.test(date) ? Date.parse(date) : Number.NaN
  if (Number.isNaN(at)) return undefined
  return Math.min(Math.max(0, Math.ceil((at - nowMs) / 1000)), longestRetryAfterS)
}
