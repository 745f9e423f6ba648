/** A way from a group over its fallbacks back to itself, the group first and last; undefined when there is none. */
export function fallbackCycle(
  fallbacks: ReadonlyMap<string, readonly string[]>
): readonly [string, ...string[]] | undefined {
  const done = new Set<string>()
  const way = new Set<string>()
  for (const name of fallbacks.keys()) {
    const cycle = walk(name)
    if (cycle !== undefined) return cycle
  }
  return undefined

  function walk(name: string): readonly [string, ...string[]] | undefined {
    if (done.has(name)) return undefined
    if (way.has(name)) {
      const steps = [...way]
      return [name, ...steps.slice(steps.indexOf(name) + 1), name]
    }
    way.add(name)
    for (const next of fallbacks.get(name) ?? []) {
      const cycle = walk(next)
      if (cycle !== undefined) return cycle
    }
    way.delete(name)
    done.add(name)
    return undefined
  }
}
