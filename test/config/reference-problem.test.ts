import t from 'tap'
import { referenceProblem } from '../../src/config/reference-problem.ts'

t.test('what another tool would have filled in looks like a reference', async (t) => {
  const references = [
    `\${KEY}`,
    `\${KEY:-none}`,
    '$NVIDIA_NIM_API_KEY',
    'os.env/NIM',
    'os.environ:NIM',
    'os.environ/NIM'
  ]
  for (const text of [...references, "os.environ['NIM']", 'process.env.NIM', '{{ NIM }}']) {
    t.match(referenceProblem(text), /^looks like a reference.*write os\.environ\/NAME/, text)
  }
})

t.test('what can be a key of its own does not, whatever characters it has', async (t) => {
  for (const text of [
    'sk-9f2c$',
    '$tr0ng',
    '$',
    'nvapi-x',
    '$2b$10$N9qo8',
    'os.environment-key',
    `a\${b}`,
    '%pass%',
    ''
  ]) {
    t.equal(referenceProblem(text), undefined, text)
  }
})
