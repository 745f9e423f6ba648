import type { Contender, ContenderPlan } from '../contenders/contender.ts'
import { freePort } from '../free-port.ts'
import { haproxy } from './haproxy.ts'
import { litellm } from './litellm.ts'
import { nginx } from './nginx.ts'
import type { Peer } from './peer.ts'
import { portkey } from './portkey.ts'

const peers: readonly Peer[] = [nginx, haproxy, portkey, litellm]

export interface PreparedPeers {
  readonly contenders: readonly Contender[]
  /** A line for each peer: what it does, or why it is not there. */
  readonly notes: readonly string[]
}

/** Installs what can be installed. A peer that cannot be had is left out, and the notes say why. */
export async function preparePeers(
  plan: ContenderPlan,
  tell: (line: string) => void,
  all: readonly Peer[] = peers
): Promise<PreparedPeers> {
  const contenders: Contender[] = []
  const notes: string[] = []
  for (const peer of all) {
    try {
      await peer.prepare(tell)
      contenders.push(peer.contender(plan, await freePort()))
      notes.push(`${peer.name}: ${peer.does}.`)
    } catch (error) {
      notes.push(`${peer.name}: not measured. ${error instanceof Error ? error.message : error}`)
    }
  }
  return { contenders, notes }
}
