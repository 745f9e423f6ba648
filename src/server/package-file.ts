import { findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'

/** Our package.json, wherever this code lies below it: in `src` as it is written, in `dist` in a file of the bundle's. */
export const packageFile: URL = findPackageFile()

function findPackageFile(): URL {
  const path = findPackageJSON('..', import.meta.url)
  if (path === undefined) throw new Error('rankgate is not whole: there is no package.json above its program')
  return pathToFileURL(path)
}
