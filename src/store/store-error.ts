/** A store that did not do what it was asked. Its message holds no key, no value and no password. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}
