import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

/**
 * Name, version and licence of each package that has a file in the bundle, with the text that its licence wants passed on.
 * @param inputs the bundle's files as esbuild names them: from the root, with slashes
 * @throws Error for a package that states no licence
 */
export function thirdPartyNotices(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.map((path) => packageFolder.exec(path)?.[1]).filter((folder) => folder !== undefined))
  return [...folders]
    .sort()
    .map((folder) => notice(join(root, folder)))
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function notice(folder: string): string {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8')
  const { name, version, license } = JSON.parse(manifest) as { name: string; version: string; license?: string }
  if (license === undefined) throw new Error(`${name} ${version} is bundled and states no licence in its package.json`)
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)\b/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return `${[`${name} ${version} (${license})`, ...texts].join('\n\n')}\n`
}
