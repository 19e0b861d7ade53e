/** @typedef {import('../snapshot.ts').Snapshot} Snapshot */
/** @typedef {readonly (readonly [path: string, body?: unknown])[]} Requests */

/**
 * @typedef {object} TourStop
 * @property {string} step of the article
 * @property {string} title
 * @property {string} text
 * @property {string} look what to look at
 * @property {'columns' | 'charts' | 'devices' | 'services'} section
 * @property {string} [does] what stands on the button
 * @property {(snapshot: Snapshot) => Requests} act
 */

const nothing = () => []

/** @type {readonly [TourStop, ...TourStop[]]} */
export const tourStops = [
  {
    step: 'Step 1, identify the state',
    title: 'Which of these may die?',
    text: 'Both shops look the same and serve the same shoppers. Each tile is one process, and says how many sessions and carts exist in its memory and nowhere else.',
    look: '"Sessions" and "Carts" on the tiles: they grow in Before and stay 0 in After.',
    section: 'columns',
    act: nothing,
  },
  {
    step: 'Step 2, decouple user data',
    title: 'One shopper, two devices',
    text: 'The same shopper signs up on a laptop and signs in on a phone. Before, the account is known to the instance that made it; after, it is in Cognito and the profile in DynamoDB.',
    look: 'The phone of Before: its login is refused unless it reaches the same instance.',
    section: 'devices',
    does: 'New shopper on both sides',
    act: ({ columns }) => columns.map(({ id }) => [`/columns/${id}/sign-in`]),
  },
  {
    step: 'Step 3, offload session data',
    title: 'Kill one instance of each',
    text: 'SIGKILL, as a crash or a spot interruption would. The balancer repeats what was in flight, so no shopper sees an error on either side. Sticky sessions cannot help: the cart was in the process.',
    look: 'The number of carts lost, for the next ten seconds.',
    section: 'columns',
    does: 'Kill one on each side',
    act: ({ columns }) => columns.flatMap((column) => killFullest(column)),
  },
  {
    step: 'Step 3, choose the store by what may be lost',
    title: 'The session store comes back empty',
    text: 'Sessions are in a Valkey without a disk, carts in one that writes every change to a file first. A lost session means to log in again. A lost cart would mean a lost sale.',
    look: 'In After, logins are lost, and no cart: who logs in again finds it.',
    section: 'services',
    does: 'Restart the sessions empty',
    act: () => [['/services/sessions/restart-empty']],
  },
  {
    step: 'Step 4, scale each part by itself',
    title: 'Add an instance to each',
    text: 'A new instance helps when it takes a share of the load. Behind sticky sessions, those who are there stay where they are; without state, anybody can be served anywhere.',
    look: 'Requests/s of the new tile, in Before and in After.',
    section: 'columns',
    does: 'Add one on each side',
    act: ({ columns }) => columns.map(({ id }) => [`/columns/${id}/add`]),
  },
  {
    step: 'Step 5, a stateless design',
    title: 'Deploy at noon',
    text: 'A rolling restart replaces every instance: the new one is ready before the old one drains. A deployment is nothing else.',
    look: 'Carts lost: Before loses them, in After nobody notices.',
    section: 'charts',
    does: 'Rolling restart on both sides',
    act: ({ columns }) => columns.map(({ id }) => [`/columns/${id}/rolling-restart`]),
  },
  {
    step: 'Step 5, what it costs',
    title: 'The price: a store on the way',
    text: 'Every cart is now a request away, and a slow store is a slow shop. Before does not care; that is the honest half of the comparison.',
    look: 'The latency of After. Let it pass again afterwards.',
    section: 'charts',
    does: 'Slow the carts by 100 ms',
    act: () => [['/services/carts/fault', { mode: 'slow', delayMs: 100 }]],
  },
]

/**
 * The one that holds most, so that there is something to lose.
 * @param {Snapshot['columns'][number]} column
 * @returns {Requests}
 */
function killFullest({ id, instances }) {
  const [victim] = instances
    .filter(({ state }) => state === 'ready')
    .sort((a, b) => (b.cartsHeld ?? 0) - (a.cartsHeld ?? 0))
  return victim ? [[`/columns/${id}/instances/${victim.id}/kill`]] : []
}
