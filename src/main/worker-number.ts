type Environment = Readonly<Record<string, string | undefined>>

const variable = 'RANKGATE_WORKER'

/** The environment that tells a process that it is a worker, and which. */
export function environmentOf(worker: number, environment: Environment): Environment {
  return { ...environment, [variable]: String(worker) }
}

/** Which worker this process is; undefined when it is none. */
export function workerNumber(environment: Environment): number | undefined {
  const text = environment[variable]
  return text === undefined ? undefined : Number(text)
}
