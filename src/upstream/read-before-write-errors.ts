import type { Socket } from 'node:net'

const patient = new WeakSet<Socket>()

type Written = (error?: Error | null) => void

/**
 * Has a failed write of a socket end it only when what came before has been read. A provider that refuses a body early and
 * closes resets the connection: its answer is here already, and the next write, which fails, would have it thrown away.
 */
export function readBeforeWriteErrors(socket: Socket): void {
  if (patient.has(socket)) return
  patient.add(socket)
  const { _write: write, _writev: writev } = socket
  socket._write = (bytes, encoding, written) => write.call(socket, bytes, encoding, patiently(written))
  if (writev !== undefined) socket._writev = (parts, written) => writev.call(socket, parts, patiently(written))
}

function patiently(written: Written): Written {
  return (error) => {
    if (error === undefined || error === null) written(error)
    // The first turn may end the poll in which the write failed; before the second there was one of its own.
    else setImmediate(() => setImmediate(written, error))
  }
}
