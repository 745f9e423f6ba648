/** The configuration that serves, and the last attempt to replace it. */
export interface ReloadStatus {
  /** When it was loaded, in milliseconds since 1970. */
  readonly loadedAt: number
  /** Equal for equal configurations, secrets aside. */
  readonly digest: string
  /** Why a later one was refused; undefined when none was. */
  readonly lastError: { readonly at: number; readonly faults: readonly string[] } | undefined
}
