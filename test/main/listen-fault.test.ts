import t from 'tap'
import { listenFault } from '../../src/main/listen-fault.ts'

const faults: readonly [string, string][] = [
  ['EADDRINUSE', 'port 4000 is taken on ::1: stop what listens there, or choose another with --port'],
  ['EACCES', 'port 4000 may not be used by this user: choose one above 1023 with --port'],
  ['EADDRNOTAVAIL', '--host ::1: no address of this machine'],
  ['ENOTFOUND', '--host ::1: no address of this machine'],
  ['EMFILE', 'cannot listen on ::1:4000: EMFILE!']
]

for (const [code, text] of faults) {
  t.test(`${code} is said with what would be right`, async (t) => {
    t.equal(listenFault(Object.assign(new Error(`${code}!`), { code }), '::1', 4000), text)
  })
}

t.test('what is no error is said as it is', async (t) => {
  t.equal(listenFault('no', '::1', 4000), 'cannot listen on ::1:4000: no')
})
