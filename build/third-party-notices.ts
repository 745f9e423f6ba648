import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of packages that state the MIT licence and leave its text out, which must be passed on: from their repositories. */
const holders: Readonly<Record<string, string>> = {
  '@redis/client': '2022-2025, Redis, inc.',
  'abstract-logging': 'James Sumners'
}

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

/**
 * Name, version and licence of each package that has a file in the bundle, with the text that its licence wants passed on.
 * @param inputs the bundle's files as esbuild names them: from the root, with slashes
 * @throws Error for a package that states no licence, or does not come with its text
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
  const holder = holders[name]
  if (texts.length === 0 && holder !== undefined && license === 'MIT') texts.push(mitLicence(holder))
  if (texts.length === 0) throw new Error(`${name} ${version} is bundled and comes without the text of its licence`)
  return `${[`${name} ${version} (${license})`, ...texts].join('\n\n')}\n`
}

/** Its text, as the Open Source Initiative has it (https://opensource.org/license/mit). */
function mitLicence(holder: string): string {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}
