import type { Notice } from '../config/notice.ts'
import { type CallModels, namedModels } from './call-configuration.ts'

/** The faults of a call's configuration, which the caller has not written, in the names of the parameters that made it. */
export function callFaults(faults: readonly Notice[], call: CallModels): readonly Notice[] {
  const told = new Map<string, Notice>()
  for (const fault of faults) {
    const path = parameterOf(fault.path, call)
    const key = `${path}\n${fault.message}`
    if (!told.has(key)) told.set(key, { ...fault, file: 'rerank()', path })
  }
  return [...told.values()]
}

function parameterOf(path: string, call: CallModels): string {
  const [, index, name] = /^model_list\[(\d+)\]\.(?:litellm_params\.)?(.+)$/.exec(path) ?? []
  if (index === undefined || name === undefined) return path
  if (index === '0') return name === 'model_name' ? 'model' : name
  const fallback = namedModels(call)[Number(index)]
  return `fallbacks[${call.fallbacks?.indexOf(fallback ?? '')}]`
}
