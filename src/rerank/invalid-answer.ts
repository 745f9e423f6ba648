/** A provider's answer that cannot be made into scores. Always the provider's fault, never the client's (promise P1). */
export class InvalidAnswer extends Error {
  override readonly name = 'InvalidAnswer'
}
