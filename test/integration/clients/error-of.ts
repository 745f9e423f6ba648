type ErrorClass<Kind> = abstract new (...args: never[]) => Kind

/** The error that a client makes of one of our refusals; what is of another kind fails the test. */
export async function errorOf<Kind>(kind: ErrorClass<Kind>, asked: PromiseLike<unknown>): Promise<Kind> {
  try {
    await asked
  } catch (error) {
    if (error instanceof kind) return error
    throw error
  }
  throw new Error(`no ${kind.name} was thrown`)
}
