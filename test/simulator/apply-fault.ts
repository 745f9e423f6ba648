import type { Exchange } from './exchange.ts'
import type { Fault, FaultName } from './fault.ts'
import { rankingFaults } from './ranking-faults.ts'
import { wireFaults } from './wire-faults.ts'

/** What to do for each fault instead of sending the true answer. */
const faults: { readonly [Name in FaultName]: (exchange: Exchange, fault: Fault<Name>) => Promise<void> } = {
  ...wireFaults,
  ...rankingFaults
}

export const faultNames: readonly string[] = Object.keys(faults).sort()

export function applyFault<Name extends FaultName>(exchange: Exchange, fault: Fault<Name>): Promise<void> {
  return faults[fault.name](exchange, fault)
}

/** A fault from the command line: its name, or its JSON. @throws Error when it is neither */
export function parseFault(text: string): Fault {
  const fault: unknown = text.startsWith('{') ? JSON.parse(text) : { name: text }
  if (isFault(fault)) return fault
  throw new Error(`unknown fault ${text}, expected one of ${faultNames.join(', ')}`)
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'name' in value && faultNames.includes(String(value.name))
}
