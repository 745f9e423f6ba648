import t from 'tap'
import { readAliases, type WrittenAliases } from '../../src/config/model-aliases.ts'
import type { NameMeaning } from '../../src/config/name-meaning.ts'
import { newReport } from './notice-lines.ts'

const groups = new Map([
  ['rerank', 1],
  ['backup', 1]
])

function read(written: WrittenAliases) {
  const { report, faults, warnings } = newReport()
  const meaning = (name: string): NameMeaning => {
    if (groups.has(name) || name.startsWith('nvidia_nim/')) return { kind: 'group', name }
    if (name === 'cohere/*') return { kind: 'pattern', hint: '; it is a wildcard' }
    return name === 'gpt-4o' ? { kind: 'skipped', reason: 'its mode is "chat"' } : { kind: 'unknown', hint: '' }
  }
  const { aliases, skipped } = readAliases(written, { groups, meaning }, report)
  return {
    aliases: Object.fromEntries(aliases),
    skipped: Object.fromEntries(skipped),
    faults: faults(),
    warnings: warnings()
  }
}

t.test('an alias leads to its group, through other aliases too, and a hidden one is marked', async (t) => {
  const { aliases, faults } = read({
    a: 'b',
    b: { model: 'c', hidden: true },
    c: 'rerank',
    w: 'nvidia_nim/x',
    v: { model: 'backup' }
  })
  t.strictSame(aliases, {
    a: { group: 'rerank', hidden: false },
    b: { group: 'rerank', hidden: true },
    c: { group: 'rerank', hidden: false },
    w: { group: 'nvidia_nim/x', hidden: false },
    v: { group: 'backup', hidden: false }
  })
  t.strictSame(faults, [])
})

t.test('an alias that leads round, or to nothing, is a fault', async (t) => {
  const { aliases, faults } = read({ a: 'b', b: 'c', c: 'b', self: 'self', d: 'rerankk' })
  t.strictSame(aliases, {})
  t.strictSame(faults, [
    'f router_settings.model_group_alias.a: leads round to itself: a -> b -> c -> b',
    'f router_settings.model_group_alias.self: leads round to itself: self -> self',
    'f router_settings.model_group_alias.d: there is no group "rerankk"; did you mean "rerank"?'
  ])
})

t.test('an alias of what cannot rerank is skipped with it', async (t) => {
  const { aliases, skipped, warnings } = read({ 'gpt-4': 'gpt-4o' })
  t.strictSame([aliases, skipped], [{}, { 'gpt-4': 'its mode is "chat"' }])
  t.strictSame(warnings, [
    'f router_settings.model_group_alias.gpt-4: "gpt-4o" cannot rerank, and the alias is skipped: its mode is "chat"'
  ])
})

t.test('an alias of a wildcard is skipped, since it names none of its models', async (t) => {
  const { aliases, skipped, faults, warnings } = read({ all: 'cohere/*', 'cohere/rerank*': 'cohere/*' })
  const reason = 'it stands for the wildcard "cohere/*"; name one of its matches'
  t.strictSame([aliases, skipped, faults], [{}, { all: reason }, []])
  t.strictSame(
    warnings,
    ['.all', '["cohere/rerank*"]'].map((name) => `f router_settings.model_group_alias${name}: is skipped: ${reason}`)
  )
})

t.test('a skipped wildcard that catches everything does not hide which group was probably meant', async (t) => {
  const { report, faults, warnings } = newReport()
  const meaning = (): NameMeaning => ({ kind: 'skipped', reason: 'it matches "*"' })
  readAliases({ r: 'rerankk' }, { groups, meaning }, report)
  t.strictSame(faults(), [])
  t.strictSame(warnings(), [
    'f router_settings.model_group_alias.r: "rerankk" cannot rerank, and the alias is skipped: it matches "*"; did you mean "rerank"?'
  ])
})

t.test('a group answers under its own name, whatever aliases say', async (t) => {
  const { aliases, warnings } = read({ rerank: 'backup', a: 'rerank' })
  t.equal(aliases.a?.group, 'rerank')
  t.strictSame(warnings, [
    'f router_settings.model_group_alias.rerank: is not used: "rerank" is also a model_name, and that one answers'
  ])
})

t.test('ten thousand aliases in one chain are followed once each', async (t) => {
  const chain = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`a${index}`, index === 9999 ? 'rerank' : `a${index + 1}`])
  )
  const { aliases } = read(chain)
  t.equal(Object.keys(aliases).length, 10_000)
  t.equal(aliases.a0?.group, 'rerank')
})

t.test('a name that a group has too does no harm where it leads round to itself', async (t) => {
  const { aliases, faults, warnings } = read({ rerank: 'rerank', backup: 'a', a: 'backup' })
  t.strictSame(faults, [])
  t.strictSame(aliases.a, { group: 'backup', hidden: false })
  t.strictSame(
    warnings,
    ['rerank', 'backup'].map(
      (name) =>
        `f router_settings.model_group_alias.${name}: is not used: "${name}" is also a model_name, and that one answers`
    )
  )
})
