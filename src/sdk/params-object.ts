import { GatewayError } from '../errors/gateway-error.ts'

/** The parameters as given, of callers whose language does not check them. @throws GatewayError for what is no object */
export function paramsObject<Params>(params: Params, called: string): Params {
  if (typeof params === 'object' && params !== null && !Array.isArray(params)) return params
  throw new GatewayError('invalid_request', `${called}() takes one object: { model, query, documents }`)
}
