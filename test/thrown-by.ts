/** What an action throws, to be looked at field by field; undefined when it throws nothing. */
export function thrownBy(action: () => unknown): unknown {
  try {
    action()
    return undefined
  } catch (error) {
    return error
  }
}

/** What a client learns of an error: code, status, param and message. */
export function faultOf(action: () => unknown): object {
  const { code, status, param, message } = Object(thrownBy(action))
  return { code, status, param, message }
}
