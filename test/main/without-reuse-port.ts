import { type ListenOptions, Server } from 'node:net'

/** Makes this process one whose system cannot share ports: macOS and Windows answer like this. @returns what undoes it */
export function withoutReusePort(): () => void {
  const { listen } = Server.prototype
  Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
    const [options] = args as [ListenOptions]
    if (options.reusePort !== true) return Reflect.apply(listen, this, args)
    const error = Object.assign(new Error('listen ENOTSUP'), { code: 'ENOTSUP' })
    process.nextTick(() => this.emit('error', error))
    return this
  } as typeof listen
  return () => {
    Server.prototype.listen = listen
  }
}
