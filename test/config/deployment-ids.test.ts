import t from 'tap'
import { DeploymentIds } from '../../src/config/deployment-ids.ts'

t.test('an id that is given twice names the entry that has it', async (t) => {
  const ids = new DeploymentIds()
  t.equal(ids.claim('a', 3), undefined)
  t.equal(ids.claim('a', 4), 3)
})

t.test('entries that are alike get numbers behind their digest', async (t) => {
  const ids = new DeploymentIds()
  ids.claim('d-2', 0)
  t.strictSame(
    [ids.assign('d', 1), ids.assign('d', 2), ids.assign('d', 3), ids.assign('e', 4)],
    ['d', 'd-3', 'd-4', 'e']
  )
})
