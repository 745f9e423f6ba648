/** Flags that let a program of this Node.js believe that it runs on another version. */
export function asNode(version: string): readonly string[] {
  const versions = `{ value: { ...process.versions, node: '${version}' } }`
  return ['--import', `data:text/javascript,Object.defineProperty(process, 'versions', ${versions})`]
}
