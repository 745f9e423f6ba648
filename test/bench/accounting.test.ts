import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { coresOf, findCores, pinned } from '../../bench/accounting/cores.ts'
import { findCpuShares } from '../../bench/accounting/cpu-shares.ts'
import { familyOf } from '../../bench/accounting/family.ts'
import { openFiles } from '../../bench/accounting/open-files.ts'
import { usageFromProc, usageFromPs } from '../../bench/accounting/process-usage.ts'
import { readPsTable } from '../../bench/accounting/ps-table.ts'
import { runNanoseconds } from '../../bench/accounting/schedstat.ts'

t.test('the first number of schedstat is the time on a processor', async (t) => {
  t.equal(runNanoseconds('4205338297 11273913 3051\n'), 4_205_338_297)
  t.throws(() => runNanoseconds('x 1 2'), new Error('schedstat "x 1 2": expected three whole numbers'))
  t.throws(() => runNanoseconds(''), new Error('schedstat "": expected three whole numbers'))
})

t.test('ps writes times in three forms', async (t) => {
  const lines = readPsTable(
    '    1     0  11111 1-02:03:04\n   20     1    500 00:01:05\n  300    20     10   3:04.05\n  bad\n'
  )
  t.strictSame(lines, [
    { pid: 1, parentPid: 0, rssBytes: 11_111 * 1024, cpuMs: ((26 * 60 + 3) * 60 + 4) * 1000 },
    { pid: 20, parentPid: 1, rssBytes: 500 * 1024, cpuMs: 65_000 },
    { pid: 300, parentPid: 20, rssBytes: 10 * 1024, cpuMs: 184_050 }
  ])
})

t.test('a family is a process and all that came of it', async (t) => {
  const line = (pid: number, parentPid: number) => ({ pid, parentPid })
  const lines = [line(1, 0), line(2, 1), line(3, 2), line(4, 2), line(5, 1)]
  t.strictSame(
    familyOf(2, lines).map(({ pid }) => pid),
    [2, 3, 4]
  )
})

const readers = { ps: usageFromPs, ...(process.platform === 'linux' ? { proc: usageFromProc } : {}) }

for (const [name, read] of Object.entries(readers)) {
  t.test(`${name} counts a process together with its children`, async (t) => {
    const alone = read(process.pid)
    t.ok(alone.rssBytes > 10e6, 'a running node takes more than 10 MB')
    const child = spawn(process.execPath, ['--eval', 'console.log(); setInterval(() => {}, 1000)'])
    t.teardown(async () => {
      // The next reader would count a child that is still on its way out.
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    })
    await once(child.stdout, 'data')
    const [both, its] = [read(process.pid), read(child.pid ?? 0)]
    t.ok(its.rssBytes > 10e6, 'its child takes more than 10 MB too')
    t.ok(both.rssBytes > its.rssBytes + 10e6, 'and both take what each does')
    t.ok(both.cpuMs >= alone.cpuMs)
    t.ok(both.processes >= 2)
  })
}

t.test('a process that is gone has used nothing', { skip: process.platform !== 'linux' }, async (t) => {
  const child = spawn(process.execPath, ['--version'])
  const pid = child.pid ?? 0
  await once(child, 'close')
  t.strictSame(usageFromProc(pid), { cpuMs: 0, rssBytes: 0, processes: 0 })
})

t.test('open files are counted, and which of them are sockets', { skip: process.platform !== 'linux' }, async (t) => {
  const before = openFiles(process.pid)
  const server = createServer().listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const after = openFiles(process.pid)
  t.equal((after?.sockets ?? 0) - (before?.sockets ?? 0), 1)
  t.ok((after?.all ?? 0) > (before?.all ?? 0))
  t.equal(openFiles(-1), undefined)
})

t.test('a list of cores is read with its ranges', async (t) => {
  t.strictSame(coresOf('0-2,5'), [0, 1, 2, 5])
  t.strictSame(coresOf('7'), [7])
  t.strictSame(coresOf(''), [])
})

t.test('a command is pinned where there is a core for it', async (t) => {
  t.strictSame(pinned(['node', 'x.ts'], [1, 3]), ['taskset', '-c', '1,3', 'node', 'x.ts'])
  t.strictSame(pinned(['node', 'x.ts'], []), ['node', 'x.ts'])
  const cores = findCores()
  if (cores !== undefined) t.not(cores.gateway, cores.load)
})

t.test('a process is held to a share of a core by a control group of its own', async (t) => {
  t.equal(findCpuShares(t.testdir({})), undefined, 'where there are no groups')
  t.equal(findCpuShares(t.testdir({ 'cgroup.subtree_control': 'memory pids' })), undefined, 'or none for the processor')
  const folder = t.testdir({ 'cgroup.subtree_control': 'cpu memory pids\n' })
  findCpuShares(folder)?.hold(1234, 0.4)
  const written = (name: string) => readFileSync(join(folder, 'rankgate-bench-1234', name), 'utf8')
  t.equal(written('cpu.max'), '20000 50000')
  t.equal(written('cgroup.procs'), '1234')
})

const shares = findCpuShares()

t.test("and is let go again, by this machine's kernel", { skip: shares === undefined }, async (t) => {
  const child = spawn(process.execPath, ['--eval', 'console.log(); setInterval(() => {}, 1000)'])
  const pid = child.pid ?? 0
  t.teardown(() => child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const groups = () => readFileSync(`/proc/${pid}/cgroup`, 'utf8')
  const before = groups()
  shares?.hold(pid, 0.5)
  t.match(groups(), `rankgate-bench-${pid}`)
  shares?.release()
  t.equal(groups(), before)
  shares?.hold(pid, 0.5)
  child.kill('SIGKILL')
  await once(child, 'close')
  t.doesNotThrow(() => shares?.release(), 'also once the process has ended')
})
