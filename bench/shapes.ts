/** What one request carries. */
export interface Shape {
  readonly name: string
  readonly documents: number
  /** Of each document, before JSON escapes. */
  readonly characters: number
  /** What the rerank wire asks for, as most callers do. */
  readonly topN: number
  /** In flight at saturation: enough to keep one core busy, few enough that queues stay short. */
  readonly connections: number
}

export const shapeNames = ['S', 'M', 'L'] as const
export type ShapeName = (typeof shapeNames)[number]

export const shapes: Readonly<Record<ShapeName, Shape>> = {
  S: { name: 'S', documents: 10, characters: 200, topN: 3, connections: 32 },
  M: { name: 'M', documents: 100, characters: 1024, topN: 10, connections: 16 },
  L: { name: 'L', documents: 1000, characters: 2048, topN: 10, connections: 6 }
}

/** Requests a second for the latency windows: far enough below saturation that queues stay empty. */
export const rates: Readonly<Record<ShapeName, number>> = { S: 500, M: 150, L: 20 }

/** For a run with gateways that saturate at less than a fifth of the above. */
export const ratesBesidePeers: Readonly<Record<ShapeName, number>> = { S: 50, M: 30, L: 10 }
