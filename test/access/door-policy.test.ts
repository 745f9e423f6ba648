import t from 'tap'
import { doorFault, isLoopback } from '../../src/access/door-policy.ts'
import { Secret } from '../../src/secret/secret.ts'

t.test('loopback addresses are told from all others', async (t) => {
  for (const host of ['127.0.0.1', '127.8.9.10', '::1', 'localhost']) t.equal(isLoopback(host), true, host)
  for (const host of ['0.0.0.0', '::', '10.0.0.1', '128.0.0.1', 'example.org', '127.0.0.1.example.org', '']) {
    t.equal(isLoopback(host), false, host)
  }
})

t.test('P17 without a master key only loopback is listened on', async (t) => {
  t.equal(doorFault('127.0.0.1', undefined), undefined)
  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'gateway.internal']) {
    t.match(doorFault(host, undefined), /^refusing to listen on .* without a master key.*RANKGATE_MASTER_KEY/s, host)
  }
})

t.test('a key out of a tutorial opens loopback alone, and is not shown', async (t) => {
  t.equal(doorFault('127.0.0.1', new Secret('sk-1234')), undefined)
  for (const key of ['sk-1234', 'SK-1234', 'changeme', 'secret-api-key']) {
    const fault = doorFault('0.0.0.0', new Secret(key))
    t.match(fault, /tutorial/)
    t.notOk(fault?.includes(key))
  }
  t.equal(doorFault('0.0.0.0', new Secret('sk-9f2c7d1e5b8a4c3f')), undefined)
})
