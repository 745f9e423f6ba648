import t from 'tap'
import { membersWithTags } from '../../src/router/members-with-tags.ts'
import { memberOf, membersOf } from './routing.ts'

const tagged = membersOf(
  memberOf('plain'),
  memberOf('free', { tags: ['free'] }),
  memberOf('both', { tags: ['free', 'paid'] }),
  memberOf('everybody', { tags: ['default'] })
)

function ids(members: typeof tagged, wanted: readonly string[], matchesAny = true): string[] {
  return membersWithTags(members, wanted, matchesAny)
    .tiers.flat()
    .map(({ deployment }) => deployment.id)
}

t.test('one common tag is enough, or all are needed', async (t) => {
  t.strictSame(ids(tagged, ['free', 'paid']), ['free', 'both'])
  t.strictSame(ids(tagged, ['free', 'paid'], false), ['both'])
})

t.test('deployments tagged default are for whoever finds no other, and for requests without tags', async (t) => {
  t.strictSame(ids(tagged, ['gold']), ['everybody'])
  t.strictSame(ids(tagged, []), ['everybody'])
})

t.test('without a default a request without tags gets all, and one with tags that nobody has an error', async (t) => {
  const members = membersOf(memberOf('plain'), memberOf('free', { tags: ['free'] }))
  t.strictSame(ids(members, []), ['plain', 'free'])
  t.throws(() => ids(members, ['gold', 'eu']), {
    name: 'GatewayError',
    code: 'no_deployment_with_tags',
    status: 400,
    param: 'tags',
    message: 'model group "rerank" has no deployments with the tags "gold", "eu"'
  })
})
