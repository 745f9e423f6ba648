import { stripTypeScriptTypes } from 'node:module'

const comments = /\/\*.*?\*\/|\/\/[^\n]*/gs

/** Whether anything is left to run once the types are stripped. A file of types alone needs no test and has no coverage. */
export function hasCode(source: string): boolean {
  return stripTypeScriptTypes(source).replaceAll(comments, '').trim() !== ''
}
