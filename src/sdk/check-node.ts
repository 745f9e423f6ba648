import { nodeFault } from '../errors/node-fault.ts'

// Run before the SDK's own code, which an older Node.js stops in with words of its own.
const fault = nodeFault(process.versions.node)
if (fault !== undefined) throw new Error(fault)
