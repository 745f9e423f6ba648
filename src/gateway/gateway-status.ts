import type { Admission, Load } from '../access/admission.ts'
import type { Strategy } from '../config/routing.ts'
import type { SpaceSnapshot } from '../router/snapshot.ts'
import type { LearnedLimit } from '../scoring/learned-limits.ts'
import type { SharedRedis, SharedRedisStatus } from './shared-redis.ts'
import type { Snapshot } from './snapshot.ts'

/** A model group as it stands now. */
export interface GroupStatus {
  readonly name: string
  readonly spaces: readonly SpaceSnapshot[]
}

/** How it stands with everything, for people. No secret and no content is in it. */
export interface GatewayStatus {
  readonly strategy: Strategy
  readonly groups: readonly GroupStatus[]
  readonly learned: readonly LearnedLimit[]
  readonly load: Load
  readonly redis: readonly SharedRedisStatus[]
}

export function gatewayStatus(
  { config, router, scorer }: Snapshot,
  admission: Admission,
  redis: SharedRedis
): GatewayStatus {
  const wild = config.wildcards.flatMap((wildcard) => wildcard.askedGroups())
  const groups = [...config.groups.values(), ...wild].map(({ name, spaces }): GroupStatus => {
    return { name, spaces: spaces.map((space) => router.snapshot(space)) }
  })
  return {
    strategy: config.routing.strategy,
    groups,
    learned: scorer.learned(),
    load: admission.load,
    redis: redis.statuses()
  }
}
