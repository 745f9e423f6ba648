export interface Shape {
  readonly documents: number
  /** Of each document, before JSON escapes. */
  readonly characters: number
  /** What the rerank wire asks for, as most callers do. */
  readonly topN: number
  /** In flight at saturation: enough to keep one core busy, few enough that queues stay short. */
  readonly connections: number
  /** Requests a second for the latency windows: far enough below saturation that queues stay empty. */
  readonly rate: number
}

export const shapeNames = ['S', 'M', 'L'] as const
export type ShapeName = (typeof shapeNames)[number]

export const shapes: Readonly<Record<ShapeName, Shape>> = {
  S: { documents: 10, characters: 200, topN: 3, connections: 32, rate: 500 },
  M: { documents: 100, characters: 1024, topN: 10, connections: 16, rate: 150 },
  L: { documents: 1000, characters: 2048, topN: 10, connections: 6, rate: 20 }
}
