// By its default export: a name that an older Node.js does not have would stop the program before it can say so.
import nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'

/** When the code of the first requests has been compiled too. */
const settledMs = 5000

/**
 * Keeps what V8 compiles of the JavaScript at `url` for the next start, which then takes a quarter less. Where nothing can be
 * written, as on a read-only file system, what is there is read and nothing is said. `NODE_COMPILE_CACHE` names another
 * folder, `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
 *
 * It lies in the package's own folder, since whoever may write there may change the program anyway. In the system's
 * temporary folder, where Node.js would put it, somebody else could leave code for us.
 * @returns the folder; undefined for TypeScript sources, which change too often to be kept
 */
export function keepCompiledCode(url: string): string | undefined {
  if (url.endsWith('.ts')) return undefined
  const { directory } = nodeModule.enableCompileCache(fileURLToPath(new URL('../.compiled', url)))
  // Left to the end of the process, it would be lost with one that is killed.
  setTimeout(nodeModule.flushCompileCache, settledMs).unref()
  return directory
}
