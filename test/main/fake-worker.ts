/** The source of a worker that serves nobody: it goes through what the supervisor expects, in a tenth of the time. */
export const fakeWorker = `
process.on('SIGINT', () => undefined)
const say = (line) => process.send({ kind: 'say', line })
process.on('message', ({ kind, port, reusePort }) => {
  if (kind === 'drain') return process.disconnect()
  if (kind === 'reload') return say('reload')
  say('port ' + (port > 0) + ', reusePort ' + reusePort)
  process.send({ kind: 'listening' })
})
say('args ' + process.argv.slice(2).join(' '))
if (process.argv.includes('refuse')) process.send({ kind: 'refused', exitCode: 1 }, () => process.disconnect())
else process.send({ kind: 'prepared' })
`

/** Workers inherit this process's flags, and tap's would cost each a quarter of a second. */
export function startChildrenPlainly(): void {
  process.execArgv.length = 0
  delete process.env.NODE_OPTIONS
}
