import type { Config } from '../config/config.ts'
import { version } from '../server/version.ts'
import type { Terminal } from './terminal.ts'

const mostNamed = 5

/** Tells a person that the server answers, where, and to which names. */
export function announce(config: Config, host: string, port: number, { say, paint }: Terminal): void {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const names = [...config.groups.keys(), ...config.wildcards.map(({ pattern }) => pattern)]
  const rest = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''
  const shown = names.slice(0, mostNamed).join(', ') + rest
  say(`${paint.strong(`rankgate ${version}`)} answers on ${paint.strong(address)}/rerank  models: ${shown}`)
  if (config.masterKey === undefined) say(paint.faint('no master key is set, so only this machine may ask'))
  say(paint.faint(`try it in a browser: ${address}/docs`))
}
