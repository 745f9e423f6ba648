import { execFile } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { keepCompiledCode } from '../../src/main/compiled-code.ts'

const run = promisify(execFile)
const source = new URL('../../src/main/compiled-code.ts', import.meta.url).href

/** Runs a program that keeps its code beside `entry`, and tells what it printed. */
async function keeping(entry: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const program = `import { keepCompiledCode } from ${JSON.stringify(source)}
    console.log(keepCompiledCode(${JSON.stringify(pathToFileURL(entry).href)}) !== undefined)
    await import(${JSON.stringify(pathToFileURL(entry).href)})`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program]
  const { NODE_COMPILE_CACHE: _, ...inherited } = process.env
  return (await run(process.execPath, args, { env: { ...inherited, NODE_OPTIONS: '', ...environment } })).stdout.trim()
}

t.test('what was compiled lies in the package, above the code', async (t) => {
  const folder = t.testdir({ dist: { 'entry.mjs': 'export const one = 1\n' } })
  t.equal(await keeping(join(folder, 'dist', 'entry.mjs')), 'true')
  t.ok(readdirSync(join(folder, '.compiled')).length > 0)
})

t.test('where no folder can be made the program runs all the same', async (t) => {
  const folder = t.testdir({ dist: { 'entry.mjs': 'export const one = 1\n' } })
  writeFileSync(join(folder, '.compiled'), 'a file in its place')
  t.equal(await keeping(join(folder, 'dist', 'entry.mjs')), 'false')
})

t.test('it can be turned off', async (t) => {
  const folder = t.testdir({ dist: { 'entry.mjs': 'export const one = 1\n' } })
  await keeping(join(folder, 'dist', 'entry.mjs'), { NODE_DISABLE_COMPILE_CACHE: '1' })
  t.notOk(existsSync(join(folder, '.compiled')))
})

t.test('nothing is kept of sources', async (t) => {
  t.equal(keepCompiledCode('file:///a/src/main.ts'), undefined)
})
