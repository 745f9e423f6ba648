import t from 'tap'
import { shownAddress } from '../../src/config/shown-address.ts'
import { deploymentAt, embeddedDeployment } from '../fixtures.ts'

t.test("an address is shown as it is called, an unset one not as the provider's own", async (t) => {
  const url = 'http://nim:8000/v1/ranking'
  t.equal(shownAddress(deploymentAt(url)), url)
  t.equal(shownAddress(deploymentAt('', { api_base: 'os.environ/NOT_SET' })), undefined)
  t.equal(shownAddress(embeddedDeployment(() => Promise.reject(new Error('not asked')))), undefined)
})
