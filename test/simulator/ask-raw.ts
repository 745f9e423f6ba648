import { connect } from 'node:net'
import type { Simulator } from './start-simulator.ts'

interface RawAnswer {
  readonly text: string
  /** `left`: we hung up, because what had come was enough. */
  readonly ended: 'closed' | 'reset' | 'left'
}

/** Sends text over a bare socket and takes what comes back, byte for byte, until the connection ends or it is enough. */
export function askRaw(
  { port }: Pick<Simulator, 'port'>,
  sent: string,
  isEnough: (text: string) => boolean = () => false
): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const socket = connect(port, '127.0.0.1', () => socket.write(sent))
  let text = ''
  socket.setEncoding('latin1')
  socket.on('data', (part) => {
    text += part
    if (!isEnough(text)) return
    resolve({ text, ended: 'left' })
    socket.destroy()
  })
  socket.on('end', () => resolve({ text, ended: 'closed' }))
  socket.on('error', (error) => {
    if ('code' in error && error.code === 'ECONNRESET') resolve({ text, ended: 'reset' })
    else reject(error)
  })
  return promise
}

/** A POST as it goes on the wire; `claimedLength` promises more than is sent. */
export function rawPost(path: string, body: unknown, claimedLength?: number): string {
  const json = JSON.stringify(body)
  const length = claimedLength ?? Buffer.byteLength(json)
  return `POST ${path} HTTP/1.1\r\nhost: simulator\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${json}`
}
