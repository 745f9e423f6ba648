import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A page in a real browser, driven over the DevTools protocol (chromedevtools.github.io/devtools-protocol). */
export interface BrowserPage {
  /** The value of an expression in the page; promises are waited for. */
  evaluate(expression: string): Promise<unknown>
  send(method: string, params?: object): Promise<Record<string, unknown>>
  /** What the page complained about so far: exceptions, refused resources, console errors. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0'
]

/** Starts a browser of its own with an empty profile and opens `url` in it. */
export async function openInChromium(executable: string, url: string): Promise<BrowserPage> {
  const profile = await mkdtemp(join(tmpdir(), 'rankgate-chromium-'))
  const browser = spawn(executable, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const socket = new WebSocket(await pageAddress(await devtoolsOrigin(browser)))
  await once(socket, 'open')
  const complaints: string[] = []
  const waiting = new Map<number, (message: Message) => void>()
  let loaded = Promise.withResolvers<void>()
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    else if (message.method === 'Page.loadEventFired') loaded.resolve()
    else if (/^(Runtime.exceptionThrown|Log.entryAdded)$/.test(message.method ?? '')) {
      complaints.push(JSON.stringify(message.params))
    }
  })

  let lastId = 0
  async function send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++lastId
    const { promise, resolve } = Promise.withResolvers<Message>()
    waiting.set(id, resolve)
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await promise
    if (result === undefined) throw new Error(`${method}: ${error?.message}`)
    return result
  }

  for (const domain of ['Page', 'Runtime', 'Log']) await send(`${domain}.enable`)
  loaded = Promise.withResolvers()
  await send('Page.navigate', { url })
  await loaded.promise

  return {
    complaints,
    send,
    async evaluate(expression) {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
      const { result, exceptionDetails } = answer as { result: { value?: unknown }; exceptionDetails?: object }
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
      return result.value
    },
    async close() {
      const ended = once(browser, 'exit')
      // The browser may be gone before it could answer, so nobody waits for that.
      void send('Browser.close')
      await ended
      socket.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

async function devtoolsOrigin({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('the browser has no standard error')
  for await (const line of createInterface({ input: stderr })) {
    const [, host] = /^DevTools listening on ws:\/\/([^/]+)\//.exec(line) ?? []
    if (host === undefined) continue
    stderr.resume()
    return `http://${host}`
  }
  throw new Error('the browser ended before it listened')
}

async function pageAddress(origin: string): Promise<string> {
  const response = await fetch(`${origin}/json/list`)
  const targets = (await response.json()) as { type: string; webSocketDebuggerUrl: string }[]
  const page = targets.find(({ type }) => type === 'page')
  if (page === undefined) throw new Error('the browser has no page')
  return page.webSocketDebuggerUrl
}
