import t from 'tap'
import { noDeploymentWithTags } from '../../src/router/no-deployment-with-tags.ts'

t.test('it names the group and the tags', async (t) => {
  t.match(noDeploymentWithTags('rerank', ['gold', 'eu']), {
    code: 'no_deployment_with_tags',
    status: 400,
    param: 'tags',
    message: 'model group "rerank" has no deployments with the tags "gold", "eu"'
  })
})

t.test('of many and long tags it says some', async (t) => {
  const { message } = noDeploymentWithTags('rerank', ['x'.repeat(10_000), ...Array(99).fill('y')])
  t.equal(
    message,
    `model group "rerank" has no deployments with the tags "${'x'.repeat(100)}", "y", "y", "y", "y", ...`
  )
})
