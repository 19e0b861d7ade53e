/** @typedef {readonly (readonly [path: string, body?: unknown])[]} Requests one after the other */
/** @typedef {'idle' | 'busy' | 'done' | 'undoing'} WorkState */

/**
 * What the stops of the tour have done, and how each puts it back. Every stop has a state of its own: one may still be
 * putting back while the next one is at work.
 * @param {{ act: (path: string, body?: unknown) => Promise<void>, onChange: () => void, onProblem: (error: unknown) => void }} options
 */
export function createTourWork({ act, onChange, onProblem }) {
  /** @type {Map<number, { state: WorkState, undo: readonly Requests[], last: Promise<void> }>} */
  const stops = new Map()
  return { stateOf, run, putBack, putAllBack }

  /**
   * @param {number} stop
   * @returns {WorkState}
   */
  function stateOf(stop) {
    return stops.get(stop)?.state ?? 'idle'
  }

  /**
   * Does what a stop talks about, unless it is at work. `plan` is asked when the other stops have put back what they did:
   * what a stop does and how it is undone depends on how things are.
   * @param {number} stop
   * @param {() => Promise<{ does: readonly Requests[], undo: readonly Requests[] }>} plan
   */
  async function run(stop, plan) {
    if (stateOf(stop) !== 'idle') return
    const others = [...stops.values()].filter(({ state }) => state === 'undoing').map(({ last }) => last)
    const entry = {
      state: /** @type {WorkState} */ ('busy'),
      undo: /** @type {readonly Requests[]} */ ([]),
      last: Promise.resolve(),
    }
    stops.set(stop, entry)
    onChange()
    entry.last = Promise.all(others)
      .then(plan)
      .then(({ does, undo }) => {
        entry.undo = undo
        return inTracks(does)
      }, onProblem)
      .then(() => become(entry, entry.undo.length > 0 ? 'done' : 'idle'))
    await entry.last
  }

  /**
   * Puts back what a stop did, once it is done. Does nothing where nothing was done.
   * @param {number} stop
   */
  async function putBack(stop) {
    const entry = stops.get(stop)
    if (!entry || entry.state === 'idle' || entry.state === 'undoing') return
    await entry.last
    if (entry.state !== 'done') return
    become(entry, 'undoing')
    entry.last = inTracks(entry.undo).then(() => become(entry, 'idle'))
    await entry.last
  }

  /**
   * @param {{ state: WorkState }} entry
   * @param {WorkState} state
   */
  function become(entry, state) {
    entry.state = state
    onChange()
  }

  async function putAllBack() {
    await Promise.all([...stops.keys()].map(putBack))
  }

  /** @param {readonly Requests[]} tracks side by side; what fails is told and ends its track */
  async function inTracks(tracks) {
    await Promise.all(tracks.map((requests) => inTurn(requests).catch(onProblem)))
  }

  /** @param {Requests} requests */
  async function inTurn(requests) {
    for (const [path, body] of requests) await act(path, body)
  }
}
