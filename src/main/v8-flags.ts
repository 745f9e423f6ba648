import { setFlagsFromString } from 'node:v8'

/** Each known to V8 since before Node.js 22; it complains of those that it does not know. */
const flags = [
  // Optimise a function after a third of the calls that V8 waits for otherwise. A gateway does the same for every request: what
  // runs often is known after a thousand of them, and full speed comes after a few thousand instead of tens of thousands.
  '--invocation-count-for-turbofan=1000',
  // Take half as much again of what a function calls into its optimised code. A request is some three hundred small functions, and a
  // twentieth of a small one was the calls between them.
  '--max-inlined-bytecode-size-cumulative=1500',
  // Begin to mark the whole heap when a third of what it may grow by is used up. Of itself V8 begins when less is left than a
  // young generation takes, 32 MB, which is most of what our small heap may grow by: under large bodies, which count too, it
  // marked every dozen requests, with threads that stood in the way of the next. The later it begins, the more memory is held.
  '--incremental-marking-soft-trigger=30',
  // Too late to wait for a task of its own.
  '--incremental-marking-hard-trigger=50',
  // Keep what it has compiled when nobody asks for a while. Eight seconds after a load V8 clears out all that is in no use at the moment,
  // and optimised code with it that relies on the shape of a request: the next ones cost six times as much.
  '--memory-reducer-gc-count=0'
]

/** Makes V8 fit a gateway: figures in docs/decisions/0008-v8-is-helped.md. */
export function setV8Flags(set: (flag: string) => void = setFlagsFromString): void {
  for (const flag of flags) set(flag)
}
