/** A clock that stands still until a test moves it. */
export function createClock(startMs = Date.UTC(2026, 10, 24, 12)) {
  let time = startMs
  return {
    now: () => time,
    advance: (milliseconds: number) => {
      time += milliseconds
    },
  }
}
