import { fileURLToPath } from 'node:url'
import { type Contender, type ContenderPlan, upstreamPath } from './contender.ts'
import { direct } from './direct.ts'

/** The floor for any gateway on Node.js. */
export function passThrough({ upstreamPort }: ContenderPlan, nodeFlags: readonly string[] = []): Contender {
  const program = fileURLToPath(new URL('../programs/pass-through.ts', import.meta.url))
  const upstream = `http://127.0.0.1:${upstreamPort}${upstreamPath}`
  return { ...direct, name: 'pass-through', command: [process.execPath, ...nodeFlags, program, upstream] }
}
