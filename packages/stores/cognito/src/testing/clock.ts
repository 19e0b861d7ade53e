/** The clock of one test: starts now, moves on by hand. */
export function createClock() {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds: number) => {
      ahead += milliseconds
    },
  }
}
