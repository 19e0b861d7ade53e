/** @typedef {import('../snapshot.ts').Snapshot} Snapshot */
/** @typedef {import('../snapshot.ts').ColumnView} ColumnView */
/** @typedef {import('./tour-work.js').Requests} Requests */

/**
 * @typedef {object} TourStop
 * @property {string} step of the article
 * @property {string} title
 * @property {string} text
 * @property {string} [look] what to look at
 * @property {'columns' | 'promises' | 'charts' | 'devices' | 'services'} [section] what it talks about
 * @property {string} [does] what stands on the button
 * @property {(snapshot: Snapshot) => readonly Requests[]} [act] side by side
 * @property {string} [undoes] what stands on the button that puts it back
 * @property {(snapshot: Snapshot) => readonly Requests[]} [undo] puts it back as the snapshot shows it
 * @property {readonly (readonly [command: string, why: string])[]} [next] what to do after the tour
 */

/** @type {readonly [TourStop, ...TourStop[]]} */
export const tourStops = [
  {
    step: 'Step 1, identify the state',
    title: 'Which of these may die?',
    text: 'Both shops look the same and serve the same shoppers. Each tile is one process, and says how many sessions and carts exist in its memory and nowhere else.',
    look: '"Sessions" and "Carts" on the tiles: they grow in Before and stay 0 in After.',
    section: 'columns',
  },
  {
    step: 'Step 2, decouple user data',
    title: 'One shopper, two devices',
    text: 'The same shopper signs up on a laptop and signs in on a phone. Before, the account is known to the instance that made it; after, it is in Cognito and the profile in DynamoDB.',
    look: 'The phone of Before: its login is refused unless it reaches the same instance.',
    section: 'devices',
    does: 'New shopper on both sides',
    act: ({ columns }) => columns.map(({ id }) => [[`/columns/${id}/sign-in`]]),
  },
  {
    step: 'Step 3, offload session data',
    title: 'Kill one instance of each',
    text: 'SIGKILL, as a crash or a spot interruption would. The balancer repeats what was in flight, so no shopper sees an error on either side. Sticky sessions cannot help: the cart was in the process.',
    look: 'The number of carts lost, for the next ten seconds, and what the killed tiles say is gone.',
    section: 'columns',
    does: 'Kill one on each side',
    act: ({ columns }) => columns.map(killFullest),
    undoes: 'Start another on each side',
    undo: ({ columns }) => columns.map((column) => [...sizeAsNow(column), ...logIn(column)]),
  },
  {
    step: 'Step 3, the trap',
    title: 'The whole session into a store',
    text: 'The shortest way: the session, cart included, moves to Valkey as it is. It survives every kill. But two requests at once each write the whole session back, and the later one wins; a request under way at a logout signs the shopper in again.',
    look: '"Parallel adds are all kept" and "A logout is final" in After. Both are kept in Before, by accident: one process, one memory.',
    section: 'promises',
    does: 'Run step 3a in After',
    act: ({ columns }) => columns.filter(isAfter).map(() => [['/columns/after/step', { step: '3a' }]]),
    undoes: 'Back to the step that was there',
    undo: ({ columns }) => columns.filter(isAfter).map(stepAsNow),
  },
  {
    step: 'Step 3, choose the store by what may be lost',
    title: 'The session store comes back empty',
    text: 'Sessions are in a Valkey without a disk, carts in one that writes every change to a file first. A lost session means to log in again. A lost cart would mean a lost sale.',
    look: 'In After, logins are lost, and no cart: who logs in again finds it. Let the shopper on the two devices do so.',
    section: 'services',
    does: 'Restart the sessions empty',
    act: () => [[['/services/sessions/restart-empty']]],
    undoes: 'Log in again on both devices',
    undo: ({ columns }) => columns.filter(isAfter).map(logIn),
  },
  {
    step: 'Step 4, scale each part by itself',
    title: 'Add an instance to each',
    text: 'A new instance helps when it takes a share of the load. Behind sticky sessions, those who are there stay where they are; without state, anybody can be served anywhere.',
    look: 'Requests/s of the new tile, in Before and in After.',
    section: 'columns',
    does: 'Add one on each side',
    act: ({ columns }) => columns.map(({ id }) => [[`/columns/${id}/add`]]),
    undoes: 'Remove it again',
    undo: ({ columns }) => columns.map(sizeAsNow),
  },
  {
    step: 'Step 5, a stateless design',
    title: 'Deploy at noon',
    text: 'A rolling restart replaces every instance: the new one is ready before the old one drains. A deployment is nothing else.',
    look: 'Carts lost: Before loses them, in After nobody notices.',
    section: 'charts',
    does: 'Rolling restart on both sides',
    act: ({ columns }) => columns.map(({ id }) => [[`/columns/${id}/rolling-restart`]]),
    undoes: 'Log in again on both devices',
    undo: ({ columns }) => columns.map(logIn),
  },
  {
    step: 'Step 5, what it costs',
    title: 'The price: a store on the way',
    text: 'Every cart is now a request away, and a slow store is a slow shop. Before does not care; that is the honest half of the comparison.',
    look: 'The latency of After.',
    section: 'charts',
    does: 'Slow the carts by 100 ms',
    act: () => [[['/services/carts/fault', { mode: 'slow', delayMs: 100 }]]],
    undoes: 'Let the carts pass',
    undo: ({ services }) => services.filter(({ id }) => id === 'carts').map(faultAsNow),
  },
  {
    step: 'And now',
    title: 'What to do next',
    text: 'Everything is as it was. Try what the tour did not: freeze an instance, stop a store, take another step on either side. Then, in a terminal:',
    next: [
      ['step diff 3a 3b --piece cart', 'the code that cures the trap'],
      ['promises --step 3a', 'all twenty promises of a step, measured'],
      ['state-audit <folder of your app>', 'the state in your own app'],
    ],
  },
]

/** @param {ColumnView} column */
const isAfter = ({ id }) => id === 'after'

/**
 * The one that holds most, so that there is something to lose.
 * @param {ColumnView} column
 * @returns {Requests}
 */
function killFullest({ id, instances }) {
  const [victim] = instances
    .filter(({ state }) => state === 'ready')
    .sort((a, b) => (b.cartsHeld ?? 0) - (a.cartsHeld ?? 0))
  return victim ? [[`/columns/${id}/instances/${victim.id}/kill`]] : []
}

/**
 * @param {ColumnView} column
 * @returns {Requests}
 */
function sizeAsNow({ id, instances }) {
  const count = instances.filter(({ isAlive, state }) => isAlive && state !== 'draining').length
  return count > 0 ? [[`/columns/${id}/scale`, { count }]] : []
}

/**
 * @param {ColumnView} column
 * @returns {Requests}
 */
const logIn = ({ id }) => [[`/columns/${id}/log-in`]]

/**
 * The step, and the balancer that somebody may have chosen for it.
 * @param {ColumnView} column
 * @returns {Requests}
 */
const stepAsNow = ({ id, step, profile }) => [
  [`/columns/${id}/step`, { step }],
  [`/columns/${id}/balancer`, profile],
]

/**
 * @param {Snapshot['services'][number]} service
 * @returns {Requests}
 */
const faultAsNow = ({ id, mode, delayMs }) => [
  [`/services/${id}/fault`, mode === 'slow' ? { mode, delayMs } : { mode }],
]
