/** As package.json says in `engines`, which npm only warns of. */
const oldest: readonly [number, number] = [22, 19]

/** Why this version of Node.js cannot run rankgate; undefined when it can. */
export function nodeFault(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1])
  return isOld ? `rankgate needs Node.js ${oldest.join('.')} or newer; this is ${version}` : undefined
}
