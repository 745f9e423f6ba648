import t from 'tap'
import { namesThisMachine } from '../../src/access/names-this-machine.ts'

t.test('names and addresses of this machine, with and without a port', async (t) => {
  for (const host of [
    'localhost',
    'LOCALHOST:4000',
    '127.0.0.1',
    '127.0.0.1:4000',
    '127.8.8.8',
    '[::1]',
    '[::1]:4000',
    'a.localhost:1'
  ]) {
    t.equal(namesThisMachine(host), true, host)
  }
})

t.test('anything else', async (t) => {
  for (const host of [
    '',
    'evil.example',
    'evil.example:4000',
    '10.0.0.1',
    '[::2]:1',
    'localhost.evil.example',
    '127.0.0.1.evil.example'
  ]) {
    t.equal(namesThisMachine(host), false, host)
  }
})
