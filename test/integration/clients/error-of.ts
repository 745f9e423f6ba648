type ErrorClass<Kind> = abstract new (...args: never[]) => Kind
type Recognise<Kind> = (error: unknown) => error is Kind

/** The error that a client makes of one of our refusals; what is of another kind fails the test. */
export async function errorOf<Kind>(isKind: Recognise<Kind>, asked: PromiseLike<unknown>): Promise<Kind> {
  try {
    await asked
  } catch (error) {
    if (isKind(error)) return error
    throw error
  }
  throw new Error('no error was thrown')
}

/** Recognises an error by its class. */
export function of<Kind>(kind: ErrorClass<Kind>): Recognise<Kind> {
  return (error): error is Kind => error instanceof kind
}
