/** Where to listen, besides the host. */
export interface Spot {
  readonly port: number
  /** Whether the operating system spreads connections over the workers; otherwise the supervisor hands them out. */
  readonly reusePort: boolean
}

/** How far a worker has come: ready to listen, listening, has answered a first request. */
export type Milestone = 'prepared' | 'listening' | 'answered'

/** What a worker tells the supervisor. */
export type WorkerReport =
  | { readonly kind: Milestone }
  | { readonly kind: 'say' | 'complain'; readonly line: string }
  /** Will not serve, having complained, and a second try would end the same way. */
  | { readonly kind: 'refused'; readonly exitCode: number }

/** What the supervisor tells a worker. */
export type WorkerOrder =
  | ({ readonly kind: 'listen' } & Spot)
  | { readonly kind: 'drain' }
  | { readonly kind: 'reload' }

/** A server's side of being one of several. */
export interface Supervision {
  /** Counted from 1; a worker's successor has its number. */
  readonly worker: number
  /** Resolves when the supervisor asks this worker to stop, or is gone. */
  readonly stopAsked: Promise<void>
  /** Calls back whenever the supervisor wants the configuration read again, and now if it has wanted so already. */
  reloadAsked(reload: () => void): void
  /** Reports that everything is ready, and waits for where to listen; undefined when it is to stop instead. */
  spot(): Promise<Spot | undefined>
  listening(): void
  /** Reports the first answer: from then on this worker has worked. */
  answered(): void
}
