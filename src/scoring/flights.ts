import type { ScoreSpace } from '../config/deployment.ts'
import { digestWords } from './digest/pair-digester.ts'

/** How the calls of a flight are made: on equal routes the same call fails alike. */
export interface Route {
  /** The very object: another group may have a space of the same id, with deployments of its own. */
  readonly space: ScoreSpace
  /** What the request says of it. */
  readonly wishes: string
}

/** Pairs of one context that a request is having scored. */
export interface Flight {
  readonly digests: Uint32Array
  readonly route: Route
  /** By pair; NaN until it is known. */
  readonly values: Float64Array
  /** Whether nothing more is to come. */
  readonly isLanded: boolean
  /** Why it brought less than all; undefined while in flight and when all is well. */
  readonly failure: unknown
  /** Settles, and never rejects, with the next scores or the landing. To be asked for while in flight. */
  news(): Promise<void>
  /** Wakes who waits: there are more scores. */
  tell(): void
  /** Takes the flight off the board and wakes who waits for it, in one tick. */
  land(failure?: unknown): void
}

/** Some pairs of a list that are on somebody else's flight. */
export interface Passage {
  readonly flight: Flight
  /** Places in the list, and with each the place in the flight. */
  readonly places: readonly number[]
  readonly seats: readonly number[]
}

export interface Boarding {
  /** Places of pairs that nobody is having scored. */
  readonly led: Uint32Array
  readonly followed: readonly Passage[]
}

/** The pairs that are in flight in this process. Pairs can only be the same where their contexts are. */
export class Flights {
  readonly #byContext = new Map<string, Set<Flight>>()

  /** How many contexts have something in flight. */
  get size(): number {
    return this.#byContext.size
  }

  /** Sorts these places of a list into those that are in flight already and those that are not. */
  board(context: string, digests: Uint32Array, places: Uint32Array): Boarding {
    const flights = this.#byContext.get(context)
    if (flights === undefined) return { led: places, followed: [] }
    let left = places
    const followed: Passage[] = []
    for (const flight of flights) {
      const { rest, passage } = splitBy(flight, digests, left)
      if (passage.places.length > 0) followed.push(passage)
      left = rest
    }
    return { led: left, followed }
  }

  /**
   * Announces that these pairs are being scored. Whoever does must see to it that the flight lands.
   * @param own where their scores will stand; undefined makes a place for them
   */
  take(context: string, digests: Uint32Array, own: Float64Array | undefined, route: Route): Flight {
    const flights = this.#byContext.get(context) ?? new Set()
    const state: { isLanded: boolean; failure: unknown } = { isLanded: false, failure: undefined }
    // Most flights have nobody who waits.
    let news: PromiseWithResolvers<void> | undefined
    const tell = () => {
      news?.resolve()
      news = undefined
    }
    const flight: Flight = {
      digests,
      route,
      values: own ?? new Float64Array(digests.length / digestWords).fill(Number.NaN),
      get isLanded() {
        return state.isLanded
      },
      get failure() {
        return state.failure
      },
      news: () => {
        news ??= Promise.withResolvers()
        return news.promise
      },
      tell,
      land: (failure) => {
        state.isLanded = true
        state.failure = failure
        flights.delete(flight)
        if (flights.size === 0) this.#byContext.delete(context)
        tell()
      }
    }
    flights.add(flight)
    this.#byContext.set(context, flights)
    return flight
  }
}

function splitBy(flight: Flight, digests: Uint32Array, places: Uint32Array): { rest: Uint32Array; passage: Passage } {
  const seatOf = new Map<number, number>()
  for (let seat = 0; seat < flight.values.length; seat++) seatOf.set(flight.digests[digestWords * seat] ?? 0, seat)
  const boarded: number[] = []
  const seats: number[] = []
  const rest = places.filter((place) => {
    const seat = seatOf.get(digests[digestWords * place] ?? 0)
    if (seat === undefined || !isSame(flight.digests, seat, digests, place)) return true
    boarded.push(place)
    seats.push(seat)
    return false
  })
  return { rest, passage: { flight, places: boarded, seats } }
}

function isSame(one: Uint32Array, at: number, other: Uint32Array, otherAt: number): boolean {
  for (let word = 0; word < digestWords; word++) {
    if (one[digestWords * at + word] !== other[digestWords * otherAt + word]) return false
  }
  return true
}
