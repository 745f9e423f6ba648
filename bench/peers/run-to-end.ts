import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const shownCharacters = 500

/** Runs a command that installs something. @throws Error with the end of what it said when it fails */
export async function runToEnd(command: readonly string[], folder: string): Promise<void> {
  const [file = '', ...args] = command
  const child = spawn(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  if (code !== 0) throw new Error(`${command.join(' ')}: ended with ${code}\n${said.trim().slice(-shownCharacters)}`)
}
