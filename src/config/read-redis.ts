import { isIPv6 } from 'node:net'
import { Secret } from '../secret/secret.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { RedisSettings } from './redis-settings.ts'
import { referenceProblem } from './reference-problem.ts'
import type { Report } from './report.ts'
import type { SettingPath } from './setting-path.ts'

const defaultPort = 6379
const example = 'redis://user:password@host:6379/0'

/** What a file or the environment says of a Redis. */
export interface GivenRedis {
  readonly url: string | undefined
  readonly host: string | undefined
  readonly port: number | undefined
  readonly username: string | undefined
  readonly password: string | undefined
  readonly db: number | undefined
  readonly ssl: boolean | undefined
}

/**
 * Makes one Redis of what is said of it; what its URL says wins.
 * @param at where each part was written down
 * @returns undefined when no Redis is named, or when it is at fault and reported
 */
export function readRedis(
  given: GivenRedis,
  at: (part: keyof GivenRedis) => SettingPath,
  report: Report
): RedisSettings | undefined {
  const named = given.url ? fromUrl(given.url, at('url'), report) : given
  if (named === undefined || !named.host) return undefined
  if (/[\s/@]/.test(named.host) || (named.host.includes(':') && !isIPv6(named.host))) {
    report.fault(at('host'), 'must be the name or the address of a host, and nothing more')
    return undefined
  }
  const password = named.password || given.password
  const unfilled = password ? referenceProblem(password) : undefined
  if (unfilled !== undefined && named.password && given.url) report.warn(at('url'), `its password ${unfilled}`)
  else if (unfilled !== undefined) report.warn(at('password'), unfilled)
  return deepFreeze({
    host: named.host,
    port: named.port ?? given.port ?? defaultPort,
    username: named.username || given.username || undefined,
    password: password ? new Secret(password) : undefined,
    database: named.db ?? given.db ?? 0,
    isEncrypted: named.ssl ?? given.ssl ?? false
  })
}

/** Takes a URL apart. It may hold a password, so nothing of it is ever shown. */
function fromUrl(text: string, path: SettingPath, report: Report): GivenRedis | undefined {
  const url = URL.parse(text)
  const scheme = /^(?:redis|valkey)(s?):$/.exec(url?.protocol ?? '')
  const database = /^\/?(\d*)$/.exec(url?.pathname ?? '')
  if (url === null || scheme === null || database === null || url.hostname === '') {
    report.fault(path, `must be a URL such as ${example}`)
    return undefined
  }
  if (url.search !== '') report.warn(path, 'what stands behind its "?" is not used')
  const [username, password] = [decoded(url.username), decoded(url.password)]
  if (username === undefined || password === undefined) {
    report.fault(path, 'has a "%" that encodes nothing; write "%25" for one')
    return undefined
  }
  return {
    url: undefined,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? undefined : Number(url.port),
    username,
    password,
    db: database[1] ? Number(database[1]) : undefined,
    ssl: scheme[1] === 's' ? true : undefined
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
