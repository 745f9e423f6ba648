import t from 'tap'
import { Admission } from '../../src/access/admission.ts'
import { Arena, guardBytes } from '../../src/buffers/arena.ts'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { type BodyBounds, GrowingBody } from '../../src/server/growing-body.ts'

const megabyte = 1024 * 1024

function boundsOf(maxBufferedBytes = 64 * megabyte): BodyBounds {
  const overload = { maxInFlight: 1, maxQueued: 0, maxBufferedBytes, maxQueuedPerDeployment: 0, failsReadiness: false }
  return {
    maxBytes: 32 * megabyte,
    buffers: new BufferPool({ maxKeptBytes: 64 * megabyte, isPoisoning: true }),
    admission: new Admission(overload)
  }
}

/** Parts of these sizes, each byte of them another than its neighbours. */
function partsOf(sizes: readonly number[]): Buffer[] {
  let next = 0
  return sizes.map((size) => Buffer.from(Array.from({ length: size }, () => next++ % 251)))
}

t.test('whatever parts it comes in, and whether its length is known or not, it is put together', (t) => {
  for (const sizes of [[], [1], [5], [1, 1, 1], [1, 40, 900, 3], [65_536, 65_536, 200_000], [10, 300_000]]) {
    const parts = partsOf(sizes)
    const whole = Buffer.concat(parts)
    for (const declared of [whole.length, Number.NaN]) {
      const bounds = boundsOf()
      const body = new GrowingBody(bounds, declared)
      for (const part of parts) t.equal(body.add(Buffer.from(part)), undefined)
      const lease = body.take()
      t.ok(lease.bytes.equals(whole), sizes.join())
      t.ok(bounds.admission.load.bufferedBytes >= whole.length)
      lease.release()
      t.equal(bounds.admission.load.bufferedBytes, 0)
    }
  }
  t.end()
})

t.test('each part gives its memory back as soon as it was copied', async (t) => {
  const body = new GrowingBody(boundsOf(), 200_000)
  const parts = [60_000, 60_000, 80_000].map((bytes) => Buffer.allocUnsafeSlow(bytes).fill(bytes % 251))
  const lengths = (): number[] => parts.map(({ length }) => length)
  const whole = Buffer.concat(parts)
  for (const [at, part] of parts.entries()) {
    body.add(part)
    t.strictSame(lengths(), at === 0 ? [60_000, 60_000, 80_000] : [0, 0, at === 1 ? 80_000 : 0])
  }
  t.ok(body.take().bytes.equals(whole))
})

t.test('P13 what is held stays below a multiple of what has come, also of memory that was in use before', (t) => {
  for (const [declared, factor] of [
    [32 * megabyte, 16],
    [Number.NaN, 2]
  ] as const) {
    const { admission, ...bounds } = boundsOf()
    // So that it is kept, and leased again with all of its memory.
    bounds.buffers.lease(32 * megabyte).release()
    const body = new GrowingBody({ admission, ...bounds }, declared)
    t.equal(admission.load.bufferedBytes, 0, 'a length alone takes nothing')
    for (let come = 1; come <= 32 * megabyte; come += come === 1 ? 65_535 : 65_536) {
      const bytes = come === 1 ? 1 : come === 65_536 ? 65_535 : 65_536
      t.equal(body.add(Buffer.alloc(bytes)), undefined)
      const { bufferedBytes } = admission.load
      if (bufferedBytes < come || bufferedBytes > factor * come) t.fail(`${bufferedBytes} are held for ${come}`)
    }
    t.equal(admission.load.bufferedBytes, 32 * megabyte)
    body.drop()
    body.drop()
    t.equal(admission.load.bufferedBytes, 0)
  }
  t.end()
})

t.test('P13 who finds no more room on the way is refused, and one alone never is', (t) => {
  const bounds = boundsOf(1000)
  const part = Buffer.alloc(400)
  const first = new GrowingBody(bounds, 2000)
  for (let each = 0; each < 5; each++) t.equal(first.add(part), undefined)
  const second = new GrowingBody(bounds, 400)
  t.match(second.add(part), { code: 'overloaded' })
  t.equal(bounds.admission.load.bufferedBytes, 2000)
  first.drop()
  t.equal(second.add(part), undefined)
  t.end()
})

t.test('a body of one part is not copied', (t) => {
  const part = Buffer.from('whole')
  for (const declared of [part.length, Number.NaN]) {
    const body = new GrowingBody(boundsOf(), declared)
    body.add(part)
    t.equal(body.take().bytes, part)
  }
  t.end()
})

t.test('what a body was read into in the arena is given back, whichever way it ends', (t) => {
  const arena = new Arena(new ArrayBuffer(megabyte), 0, megabyte)
  for (const declared of [300_000, Number.NaN]) {
    const buffers = new BufferPool({ maxKeptBytes: 0, arena, isPoisoning: true })
    for (const end of ['taken', 'dropped'] as const) {
      const parts = partsOf([65_536, 100_000, 134_464])
      const whole = Buffer.concat(parts)
      const body = new GrowingBody({ ...boundsOf(), buffers }, declared)
      for (const part of parts) body.add(part)
      t.ok(arena.freeBytes <= megabyte - 300_000, 'it is there')
      if (end === 'dropped') body.drop()
      else {
        const lease = body.take()
        t.ok(lease.bytes.equals(whole))
        lease.release()
      }
      t.equal(arena.freeBytes, megabyte)
    }
  }
  t.end()
})

t.test('behind a body in the arena stand zeros, also where its length was not known', (t) => {
  const memory = new ArrayBuffer(megabyte)
  const arena = new Arena(memory, 0, megabyte)
  for (const declared of [300_000, Number.NaN]) {
    new Uint8Array(memory).fill(0x78)
    const buffers = new BufferPool({ maxKeptBytes: 0, arena, isPoisoning: true })
    const body = new GrowingBody({ ...boundsOf(), buffers }, declared)
    for (const part of partsOf([65_536, 100_000, 134_464])) body.add(part)
    const lease = body.take()
    const { buffer, byteOffset, length } = lease.bytes
    t.equal(buffer, memory)
    t.ok(Buffer.from(memory, byteOffset + length, guardBytes).equals(Buffer.alloc(guardBytes)))
    lease.release()
  }
  t.end()
})
