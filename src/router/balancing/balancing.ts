import type { Member } from '../space-members.ts'

/** What a choice may go by. */
export interface Draw {
  readonly now: number
  /** Gives a number in [0, 1). */
  readonly random: () => number
}

/** Chooses one of several that can all be asked; undefined only when there are none. Makes no garbage. */
export type Balance = (members: readonly Member[], draw: Draw) => Member | undefined
