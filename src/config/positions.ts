import type { SettingPath } from './setting-path.ts'

/** Where a key or a list item stands; line and column count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The places of all keys and items, kept beside the tree so that the tree itself is plain. */
export class Positions {
  readonly #places = new WeakMap<object, Map<string | number, Place>>()

  set(container: object, key: string | number, place: Place): void {
    const places = this.#places.get(container)
    if (places === undefined) this.#places.set(container, new Map([[key, place]]))
    else places.set(key, place)
  }

  get(container: object, key: string | number): Place | undefined {
    return this.#places.get(container)?.get(key)
  }

  /** The place of the setting, or of the nearest one around it that was written down. */
  find(root: unknown, path: SettingPath): Place | undefined {
    let found: Place | undefined
    let container: unknown = root
    for (const step of path) {
      if (typeof container !== 'object' || container === null) break
      found = this.get(container, step) ?? found
      container = Object.hasOwn(container, step) ? Reflect.get(container, step) : undefined
    }
    return found
  }
}
