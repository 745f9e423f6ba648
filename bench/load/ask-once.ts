import { expectedRows } from '../bodies/request-body.ts'
import { LoadConnection } from './load-connection.ts'
import { targetRequest } from './target-request.ts'
import type { LoadTarget } from './window.ts'

/** @throws Error that says what is wrong with the answer */
export async function askOnce(target: LoadTarget): Promise<void> {
  const connection = new LoadConnection(target.port, expectedRows(target.wire, target.shape))
  await connection.connected()
  const fault = await new Promise((resolve) => connection.send(targetRequest(target), resolve))
  connection.destroy()
  if (fault !== undefined) throw new Error(`POST ${target.path}, shape ${target.shape.name}: ${fault}`)
}
