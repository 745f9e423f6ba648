import { formatPath, type SettingPath } from './setting-path.ts'

const maxDepth = 100

export interface CopiedTree {
  readonly copy: unknown
  readonly problem: { readonly path: string; readonly message: string } | undefined
}

/** Copies a plain value, so that nobody can change it later; refuses what no YAML file could hold. */
export function copyTree(value: unknown): CopiedTree {
  let problem: CopiedTree['problem']
  const copy = walk(value, [])
  return { copy, problem }

  function walk(item: unknown, path: SettingPath): unknown {
    if (path.length > maxDepth) return refuse(path.slice(0, 5), `is nested more than ${maxDepth} levels deep`)
    if (Array.isArray(item)) return item.map((member, index) => walk(member, [...path, index]))
    if (typeof item === 'object' && item !== null) return walkMapping(item, path)
    const isScalar = item === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof item)
    return isScalar ? item : refuse(path, `must not hold a ${typeof item}`)
  }

  function walkMapping(item: object, path: SettingPath): unknown {
    const prototype: unknown = Object.getPrototypeOf(item)
    if (prototype !== Object.prototype && prototype !== null) {
      return refuse(path, `must be a plain object, not a ${item.constructor.name}`)
    }
    if (Object.hasOwn(item, '__proto__')) return refuse(path, '__proto__ cannot be a key')
    return Object.fromEntries(Object.entries(item).map(([key, member]) => [key, walk(member, [...path, key])]))
  }

  function refuse(path: SettingPath, message: string): undefined {
    problem ??= { path: formatPath(path), message }
  }
}
