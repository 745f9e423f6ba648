import { referenceProblem } from './reference-problem.ts'
import type { Report } from './report.ts'
import type { SettingPath } from './setting-path.ts'

type Headers = Readonly<Record<string, string>>

/** Headers that belong to the connection, which is the upstream client's business. */
const forbidden: ReadonlySet<string> = new Set(['host', 'content-length', 'transfer-encoding', 'connection'])

/** Checks configured headers: names, values (which are never shown), and none that would break the call itself. */
export function checkHeaders(headers: Headers, path: SettingPath, report: Report): Headers {
  const kept = Object.entries(headers).filter(([name, value]) => {
    const problem = problemOf(name, value)
    if (problem !== undefined) report.fault([...path, name], problem)
    // A reference is filled in when it is all of the value, so behind a scheme it never is.
    const unfilled = referenceProblem(value.replace(/^(?:Bearer|Basic) /i, ''))
    if (unfilled !== undefined) report.warn([...path, name], unfilled)
    return problem === undefined
  })
  return Object.fromEntries(kept)
}

function problemOf(name: string, value: string): string | undefined {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return 'is not a header name'
  if (forbidden.has(name.toLowerCase())) return 'cannot be set here: it belongs to the connection'
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value) ? undefined : 'has a character that no header can carry'
}
