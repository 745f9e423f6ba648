import t from 'tap'
import { findProvider, providerNames } from '../src/providers/registry.ts'
import { fileExists, filesUnder, readText } from './files-under.ts'
import { hasCode } from './has-code.ts'

const sources = filesUnder('src')
const tests = filesUnder('test')
const everything = [...sources, ...tests, ...filesUnder('bench'), ...filesUnder('build')]

const maxLines = 250

/** Names that say nothing about what is inside. */
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'common', 'misc'])

/** The brackets keep this line from finding itself. */
const silencers = /biome[-]ignore|@ts[-](ignore|expect-error|nocheck)|(c8|v8|istanbul) [i]gnore|\b(TO[D]O|FIX[M]E)\b/

/** The promises that are due with what is built so far. Each is the start of the title of the test that keeps it. */
const promises = [
  'P1',
  'P2',
  'P3',
  'P4',
  'P5',
  'P6',
  'P7',
  'P8',
  'P9',
  'P10',
  'P11',
  'P12',
  'P13',
  'P14',
  'P15',
  'P17',
  'P18',
  'P19',
  'P20',
  'P21'
]

t.test('every source file with code in it has its test at the same place below test', async (t) => {
  const untested = sources
    .filter(({ text }) => hasCode(text))
    .map(({ path }) => path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts'))
    .filter((path) => !fileExists(path))
  t.strictSame(untested, [])
})

t.test('every folder of src is a room that the layer rules of the linter know', async (t) => {
  const rules = readText('biome.json')
  const rooms = new Set(sources.flatMap(({ path }) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []))
  t.not(rooms.size, 0)
  for (const room of rooms) t.ok(rules.includes(`"src/${room}/**"`), `src/${room} has no layer rule in biome.json`)
})

t.test('no source file is longer than a reader can hold', async (t) => {
  const tooLong = sources.filter(({ text }) => text.trimEnd().split('\n').length > maxLines)
  t.strictSame(
    tooLong.map(({ path }) => path),
    []
  )
})

t.test('no file and no folder has a name that says nothing', async (t) => {
  const empty = everything.filter(({ path }) => path.split(/[/.-]/).some((word) => emptyNames.has(word)))
  t.strictSame(
    empty.map(({ path }) => path),
    []
  )
})

t.test('no tool is silenced and nothing is put off in a comment', async (t) => {
  const silenced = everything.filter(({ text }) => silencers.test(text))
  t.strictSame(
    silenced.map(({ path }) => path),
    []
  )
})

t.test(
  'every provider is registered, and has its test, its row in the docs and, when remote, its fixtures',
  async (t) => {
    const registry = readText('src/providers/registry.ts')
    const files = sources
      .filter(({ text }) => /^export const \w+: (Remote|Embedded)Provider\b/m.test(text))
      .map(({ path, text }) => ({ path, name: /\bname: '(\w+)'/.exec(text)?.[1] ?? '' }))
    t.strictSame(
      files.map(({ name }) => name).sort(),
      [...providerNames].sort(),
      'a file that declares a provider for each that is registered'
    )
    for (const { path, name } of files) {
      const file = path.replace('src/providers/', '').replace(/\.ts$/, '')
      t.ok(registry.includes(`from './${file}.ts'`), `${path} is registered`)
      t.ok(fileExists(`test/providers/${file}.test.ts`), `${path} has its test`)
      t.match(
        readText('docs/providers.md'),
        new RegExp(`^\\|.*\`${name}/`, 'm'),
        `${path} has its row in docs/providers.md`
      )
      if (findProvider(name)?.kind === 'remote') {
        t.ok(fileExists(`test/providers/fixtures/${file}`), `${path} has its fixtures`)
      }
    }
  }
)

t.test('what the Dockerfile copies gets past .dockerignore', async (t) => {
  const copied = [...readText('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' ')
  )
  t.ok(copied.includes('src'))
  const allowed = readText('.dockerignore').split('\n')
  t.strictSame(
    copied.filter((name) => !allowed.includes(`!${name}`)),
    []
  )
})

t.test('every promise that is due starts the title of a test', async (t) => {
  const kept = new Set(
    tests.flatMap(({ text }) => [...text.matchAll(/\btest\(\s*['"`](P\d+) /g)].map((title) => title[1]))
  )
  t.strictSame(
    promises.filter((promise) => !kept.has(promise)),
    []
  )
})
