import { digest } from './digest.ts'
import { isTree, type Tree } from './tree.ts'

/** Settings whose values are secrets, or may hold them. */
const secretName =
  /key|secret|password|passwd|credential|header|authorization|_url$|environment|(access|auth|bearer|id)_?token/i

/** Stands for what a configuration says. Secrets are left out: a digest can be guessed at as often as one likes. */
export function configDigest(root: Tree): string {
  return digest(withoutSecrets(root))
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isTree(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, secretName.test(name) ? '[secret]' : withoutSecrets(member)])
  )
}
