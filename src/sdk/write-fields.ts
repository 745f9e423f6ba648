import { GatewayError } from '../errors/gateway-error.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Writes a call's parameters as the body of a request over HTTP.
 * @throws GatewayError `invalid_request` for what JSON cannot hold
 */
export function writeFields(fields: Fields): Buffer {
  refuseNoNumbers(fields)
  const { cache } = fields
  if (typeof cache === 'object' && cache !== null) refuseNoNumbers(cache as Fields, 'cache')
  try {
    return Buffer.from(JSON.stringify(fields))
  } catch (error) {
    throw unwritable(fields, error)
  }
}

/** NaN and infinities would become null in JSON, and count as absent. */
function refuseNoNumbers(fields: Fields, within?: string): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'number' || Number.isFinite(value)) continue
    const place = within === undefined ? name : `${within}.${name}`
    throw new GatewayError('invalid_request', `${place}: must be a number, not ${value}`, { param: within ?? name })
  }
}

/** Says where it is, which the engine's own errors do not. */
function unwritable(fields: Fields, cause: unknown): GatewayError {
  const param = Object.keys(fields).find((name) => !isWritable(fields[name]))
  const value = param === undefined ? undefined : fields[param]
  const index = Array.isArray(value) ? value.findIndex((member) => !isWritable(member)) : -1
  const place = index < 0 ? (param ?? 'the request') : `${param}[${index}]`
  const message = `${place}: must be JSON: no BigInt, and nothing that contains itself`
  return new GatewayError('invalid_request', message, param === undefined ? { cause } : { cause, param })
}

function isWritable(value: unknown): boolean {
  try {
    JSON.stringify(value)
    return true
  } catch {
    return false
  }
}
