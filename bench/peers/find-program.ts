import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** System folders that a user's path may lack. */
const more = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']

/** @throws Error when no folder of the path has it */
export function findProgram(name: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...more]
  const file = folders.map((folder) => join(folder, name)).find(isProgram)
  if (file === undefined) throw new Error(`${name} is not installed`)
  return file
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
