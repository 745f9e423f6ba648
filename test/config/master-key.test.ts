import t from 'tap'
import { masterKey } from '../../src/config/master-key.ts'
import { newReport } from './notice-lines.ts'

function read(section: unknown, key: string | undefined, environment: Record<string, string> = {}) {
  const { report, faults } = newReport()
  return { key: masterKey(section, key, environment, report)?.reveal(), faults: faults() }
}

const environment = { RANKGATE_MASTER_KEY: 'ours', LITELLM_MASTER_KEY: 'theirs' }

t.test("the file's key wins over the environment's, and ours over LiteLLM's", async (t) => {
  t.equal(read({ master_key: 'file' }, 'file', environment).key, 'file')
  t.equal(read({}, undefined, environment).key, 'ours')
  t.equal(read(undefined, undefined, { LITELLM_MASTER_KEY: 'theirs' }).key, 'theirs')
  t.strictSame(read({}, undefined), { key: undefined, faults: [] })
})

t.test('a key that is named but empty is a fault, never an open gateway', async (t) => {
  t.strictSame(read({ master_key: null }, undefined, environment), {
    key: undefined,
    faults: ['f general_settings.master_key: is empty; give it a value, or remove it to run without a key']
  })
  t.strictSame(read({}, undefined, { RANKGATE_MASTER_KEY: '', LITELLM_MASTER_KEY: 'theirs' }), {
    key: undefined,
    faults: [
      'f general_settings.master_key: the environment variable RANKGATE_MASTER_KEY is empty; give it a value, or unset it to run without a key'
    ]
  })
})

t.test("a file's key that is at fault does not fall back to the environment", async (t) => {
  t.equal(read({ master_key: 5 }, undefined, environment).key, undefined)
})

t.test('a key that no header can carry is a fault and is not shown', async (t) => {
  for (const key of ['canary\n', ' canary', 'can ary', 'canäry']) {
    t.strictSame(read({ master_key: key }, key), {
      key: undefined,
      faults: [
        'f general_settings.master_key: has a space, a line break or another character that clients cannot send in a header'
      ]
    })
  }
})

t.test('a reference that was not filled in is a fault, in the file and in the environment', async (t) => {
  for (const key of [`\${CANARY}`, '$CANARY', 'os.environ:CANARY', 'os.env/CANARY']) {
    const inFile = read({ master_key: key }, key)
    t.equal(inFile.key, undefined)
    t.match(inFile.faults, [/^f general_settings\.master_key: looks like a reference.*write os\.environ\/NAME/])
    const outside = read({}, undefined, { LITELLM_MASTER_KEY: key })
    t.equal(outside.key, undefined)
    t.match(outside.faults, [/master_key: the environment variable LITELLM_MASTER_KEY looks like a reference/])
    t.notOk([...inFile.faults, ...outside.faults].join().includes('CANARY'))
  }
})
