import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { thirdPartyNotices } from './third-party-notices.ts'

/**
 * Writes `dist`: the command line, the SDK and the thread's program, each with the libraries that it needs within, and what
 * they share or load later in files beside them (docs/decisions/0011-the-package-is-one-bundle.md). Nothing is renamed or
 * compressed: it can be read, and a stack trace names our functions.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const dist = join(root, 'dist')

rmSync(dist, { recursive: true, force: true })
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    main: 'src/main.ts',
    'sdk-code': 'src/sdk.ts',
    'check-node': 'src/sdk/check-node.ts',
    'lexical-worker': 'src/providers/lexical/lexical-worker.ts'
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node22.19',
  format: 'esm',
  // Libraries in CommonJS ask for Node.js' own modules with `require`, which ES modules do not have.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)"
  },
  // What of Fastify compiles JSON schemas and injects requests in tests: half of it, and nothing of ours asks for it.
  external: ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', 'light-my-request'],
  // Each library's whole licence is in third-party.txt.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning'
})
// esbuild puts what files share before all else, whatever a file imports first.
writeFileSync(join(dist, 'sdk.js'), "import './check-node.js'\nexport * from './sdk-code.js'\n")
writeFileSync(join(dist, 'third-party.txt'), thirdPartyNotices(root, Object.keys(metafile.inputs)))
