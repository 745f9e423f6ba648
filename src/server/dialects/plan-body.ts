/** The answer to `dry_run`: what would be done. Members that nobody knows are absent. */
export interface PlanBody {
  readonly id: string
  readonly model: string
  readonly dry_run: true
  /** The id of the deployment whose limits and price it is reckoned with. */
  readonly deployment: string
  readonly calls: readonly PlannedCall[]
  readonly estimated_tokens: number
  /** Where the provider bills by them. */
  readonly search_units?: number
  /** US dollars. */
  readonly estimated_cost?: number
  /** Where a cache takes part: pairs of query and document that are known, of all. */
  readonly cache?: { readonly hits: number; readonly total: number }
  readonly warnings: readonly string[]
}

export interface PlannedCall {
  readonly documents: number
  readonly bytes: number
  readonly estimated_tokens: number
}
