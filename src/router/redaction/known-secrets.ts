import type { Target } from '../../providers/provider.ts'
import { foldedText } from './folded-text.ts'
import { minLength } from './read-reason.ts'

/** What a deployment is called with and nobody may see, in the forms in which a provider may quote it. */
export interface KnownSecrets {
  /** Keys, folded, each between `separator`s. Any part of them is a secret. */
  readonly keys: string
  /** Values of headers, which may have everyday words in them, alike. */
  readonly values: string
  /** Values of several words, folded. Their words alone say nothing. */
  readonly phrases: readonly string[]
  /** Secrets too short to look for their parts. */
  readonly short: readonly RegExp[]
}

/** White space is in no folded text. */
export const separator = '\n'
/** Shorter ones keep nothing secret, and stand everywhere. */
const fewestCharacters = 4
/** Of headers that tell everybody the same. */
const plainHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'user-agent'])
/** What stands before the credential in a header. */
const scheme = /^\s*(bearer|basic|token|digest|negotiate|key|api-?key)\s+(?=\S)/i

/** Made once for each target, when its provider first refuses. */
const made = new WeakMap<Target, KnownSecrets>()

export function knownSecrets(target: Target): KnownSecrets {
  const known = made.get(target)
  if (known !== undefined) return known
  const keys: string[] = target.secret === undefined ? [] : credentials(target.secret.reveal())
  const values: string[] = []
  const phrases: string[] = []
  for (const [name, header] of target.headers) {
    if (plainHeaders.has(name)) continue
    const value = header.reveal().trim()
    if (scheme.test(value)) keys.push(...credentials(value))
    else if (!/\s/.test(value)) values.push(value)
    else {
      phrases.push(value)
      values.push(...value.split(/\s+/).filter((piece) => /[^\p{L}]/u.test(piece)))
    }
  }
  const texts = [...new Set([...keys, ...values, ...phrases])]
  const secrets: KnownSecrets = {
    keys: haystack([...keys, ...texts.flatMap(inBase64)]),
    values: haystack(values),
    phrases: phrases.filter(isLong).map((phrase) => foldedText(phrase).letters),
    short: texts.filter(isShort).map(wordOf)
  }
  made.set(target, secrets)
  return secrets
}

/** The credential behind its scheme; of a name and a password the password too. */
function credentials(value: string): string[] {
  const name = scheme.exec(value)?.[1]?.toLowerCase()
  const credential = value.replace(scheme, '').trim()
  if (name !== 'basic') return [credential]
  const pair = Buffer.from(credential, 'base64').toString()
  return [credential, pair, pair.slice(pair.indexOf(':') + 1)]
}

function inBase64(text: string): string[] {
  if (text.length < fewestCharacters) return []
  const bytes = Buffer.from(text)
  return [bytes.toString('base64'), bytes.toString('base64url')]
}

function isLong(text: string): boolean {
  return foldedText(text, minLength).letters.length === minLength
}

/** A short word is none: `none`, `token`. */
function isShort(text: string): boolean {
  return text.length >= fewestCharacters && !isLong(text) && !/^\p{L}+$/u.test(text)
}

function haystack(texts: readonly string[]): string {
  const folded = texts.filter(isLong).map((text) => foldedText(text).letters)
  return [separator, ...new Set(folded), separator].join(separator)
}

/** A short secret where it stands as a word of its own. */
function wordOf(text: string): RegExp {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
}
