import { hash } from 'node:crypto'

/** 16 hexadecimal characters that stand for a plain value: the same for equal values, in whatever order their keys are. */
export function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(canonical(value))).slice(0, 16)
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return members.map(([key, member]) => [key, canonical(member)])
}
