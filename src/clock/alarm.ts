/** What an alarm rings for. */
export interface Sleeper {
  /**
   * The time has come, or nearly: timers cut off fractions and count from when their turn of the loop began, and this one may
   * have been set for somebody before.
   */
  alarmRang(): void
}

/** So many wait for their next use at most; a burst beyond that makes timers of its own. */
const mostIdle = 1024

/** Set already for some moment, which comes sooner than that of most who take one next: all have the same few time limits. */
const idle: Alarm[] = []

/**
 * A timer that is handed on. Nearly every call ends long before its deadline, and setting and clearing a timer for each costs
 * more than the timers of those before it: such an alarm rings too early now and then, and is set again for what is left.
 */
export class Alarm {
  #timer: NodeJS.Timeout | undefined
  /** By `performance.now()`; infinite while no timer runs. */
  #ringsAt = Number.POSITIVE_INFINITY
  #sleeper: Sleeper | undefined

  /** Rings for `sleeper` within `delayMs` milliseconds. Keeps the process alive until it is released. */
  static after(delayMs: number, sleeper: Sleeper): Alarm {
    const alarm = idle.pop() ?? new Alarm()
    alarm.#sleeper = sleeper
    if (performance.now() + delayMs < alarm.#ringsAt) alarm.#set(delayMs)
    else alarm.#timer?.ref()
    return alarm
  }

  /** Rings once more, after it rang. Nothing happens for who has released it: it is another's by now. */
  again(delayMs: number, sleeper: Sleeper): void {
    if (sleeper === this.#sleeper) this.#set(delayMs)
  }

  /** Rings no more for `sleeper`. May be said twice. */
  release(sleeper: Sleeper): void {
    if (sleeper !== this.#sleeper) return
    this.#sleeper = undefined
    if (idle.length < mostIdle) {
      this.#timer?.unref()
      idle.push(this)
    } else this.#clear()
  }

  ring(): void {
    this.#clear()
    this.#sleeper?.alarmRang()
  }

  #set(delayMs: number): void {
    this.#clear()
    this.#ringsAt = performance.now() + delayMs
    this.#timer = setTimeout(ring, delayMs, this)
  }

  #clear(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#ringsAt = Number.POSITIVE_INFINITY
  }
}

function ring(alarm: Alarm): void {
  alarm.ring()
}
