import t from 'tap'
import { thirdPartyNotices } from '../../build/third-party-notices.ts'

const manifest = (name: string, license?: string): string => JSON.stringify({ name, version: '1.2.3', license })

t.test('each package of the bundle is named once, with its licence, wherever it lies', async (t) => {
  const root = t.testdir({
    node_modules: {
      plain: { 'package.json': manifest('plain', 'MIT'), LICENSE: 'as is\n', lib: {} },
      '@scope': {
        scoped: {
          'package.json': manifest('@scope/scoped', 'ISC'),
          LICENSE: 'terms',
          node_modules: { nested: { 'package.json': manifest('nested', 'MIT'), 'licence.md': 'free', NOTICE: 'by us' } }
        }
      }
    }
  })
  const inputs = [
    'src/main.ts',
    'node_modules/plain/lib/a.js',
    'node_modules/plain/lib/b.js',
    'node_modules/@scope/scoped/a.js',
    'node_modules/@scope/scoped/node_modules/nested/index.js'
  ]
  const line = `\n${'-'.repeat(80)}\n\n`
  t.equal(
    thirdPartyNotices(root, inputs),
    [
      '@scope/scoped 1.2.3 (ISC)\n\nterms\n',
      'nested 1.2.3 (MIT)\n\nby us\n\nfree\n',
      'plain 1.2.3 (MIT)\n\nas is\n'
    ].join(line)
  )
})

t.test('a text that a package leaves out is passed on all the same', async (t) => {
  const root = t.testdir({
    node_modules: { '@redis': { client: { 'package.json': manifest('@redis/client', 'MIT') } } }
  })
  const [name, ...text] = thirdPartyNotices(root, ['node_modules/@redis/client/index.js']).split('\n\n')
  t.equal(name, '@redis/client 1.2.3 (MIT)')
  t.strictSame(text.slice(0, 2), ['MIT License', 'Copyright (c) 2022-2025, Redis, inc.'])
  t.match(text[2], 'Permission is hereby granted')
})

t.test('a package without a licence is not bundled, nor one without its text', async (t) => {
  const root = t.testdir({
    node_modules: {
      closed: { 'package.json': manifest('closed') },
      short: { 'package.json': manifest('short', 'MIT') }
    }
  })
  t.throws(() => thirdPartyNotices(root, ['node_modules/short/a.js']), {
    message: 'short 1.2.3 is bundled and comes without the text of its licence'
  })
  t.throws(() => thirdPartyNotices(root, ['node_modules/closed/a.js']), {
    message: 'closed 1.2.3 is bundled and states no licence in its package.json'
  })
})
