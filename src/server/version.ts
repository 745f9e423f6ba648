import { readFileSync } from 'node:fs'

/** The version in package.json, which stands in the same place above `src` and above `dist`. */
export const version: string = readVersion()

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
