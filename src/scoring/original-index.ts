import { GatewayError } from '../errors/gateway-error.ts'

/** How providers, and we, name one document of a call: `passages[3]`, and as pydantic prints it `passages.3`. */
const named = /\b(?:documents|passages|texts|items)(?:\[(\d+)\]|\.(\d+)\b)/g

/**
 * Makes an error about a chunk one about the request: `passages[3]` of a call becomes the `documents[i]` that the caller
 * sent. Other errors pass unchanged.
 */
export function withOriginalIndex(error: unknown, originalOf: (index: number) => number | undefined): unknown {
  if (!(error instanceof GatewayError)) return error
  const message = translated(error.message, originalOf)
  const param = error.param === undefined ? undefined : translated(error.param, originalOf)
  return message === error.message && param === error.param ? error : reworded(error, message, param)
}

/** The same error in other words. */
export function reworded(error: GatewayError, message: string, param: string | undefined): GatewayError {
  return new GatewayError(error.code, message, {
    status: error.status,
    ...(param === undefined ? {} : { param }),
    ...(error.retryAfterS === undefined ? {} : { retryAfterS: error.retryAfterS }),
    ...(error.deployment === undefined ? {} : { deployment: error.deployment }),
    cause: error
  })
}

/** Whether an error speaks of one document by its index. */
export function namesDocument(error: GatewayError): boolean {
  return error.message.search(named) >= 0 || (error.param ?? '').search(named) >= 0
}

function translated(text: string, originalOf: (index: number) => number | undefined): string {
  return text.replaceAll(named, (whole, bracketed?: string, dotted?: string) => {
    const original = originalOf(Number(bracketed ?? dotted))
    return original === undefined ? whole : `documents[${original}]`
  })
}
