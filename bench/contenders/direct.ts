import { type Contender, upstreamPath } from './contender.ts'

/** The upstream itself, with nothing before it. */
export const direct: Contender = {
  name: 'direct',
  command: undefined,
  environment: {},
  port: undefined,
  path: upstreamPath,
  wire: 'ranking',
  headers: { authorization: 'Bearer none' }
}
