import { isatty } from 'node:tty'
import type { Terminal } from './terminal.ts'

/** Whether a SIGHUP means what it was made for: that the terminal is gone. It asks for a reload otherwise. */
export function hasHungUp({ isInteractive }: Pick<Terminal, 'isInteractive'>): boolean {
  return isInteractive && !isatty(1)
}
