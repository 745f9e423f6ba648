import { readdirSync, readlinkSync } from 'node:fs'

export interface OpenFiles {
  readonly all: number
  readonly sockets: number
}

/** What a process holds open; undefined where the system does not tell. */
export function openFiles(pid: number): OpenFiles | undefined {
  const folder = `/proc/${pid}/fd`
  try {
    const targets = readdirSync(folder).map((name) => targetOf(`${folder}/${name}`))
    return { all: targets.length, sockets: targets.filter((target) => target.startsWith('socket:')).length }
  } catch {
    return undefined
  }
}

/** Empty when it was closed meanwhile. */
function targetOf(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    return ''
  }
}
