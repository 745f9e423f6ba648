import type { Contender, ContenderPlan } from '../contenders/contender.ts'

/** Another gateway to be measured beside. */
export interface Peer {
  readonly name: string
  /** What it is and does, and what it can't, for a line below the table. */
  readonly does: string
  /** Installs it where it is not there yet. @throws Error that says why it cannot be had */
  readonly prepare: (tell: (line: string) => void) => Promise<void>
  readonly contender: (plan: ContenderPlan, port: number) => Contender
}
