import type { Port } from '@unsticky/steps'

/** The faults and attacks of this suite: what happens, what comes of it in either shop. docs/faults.md is made of it. */
export interface Row {
  readonly id: string
  readonly fault: string
  /** What the shop with its state in the process is expected to do; `undefined` where it has no such part. */
  readonly before: string | undefined
  /** What the stateless shop is expected to do. */
  readonly after: string
  /** The state it hangs on: a step with the stateless shop's adapters behind these ports does the same. */
  readonly state: readonly Port[] | 'all, by refusing anything else'
}

export const rows = [
  {
    id: 'R01',
    fault: 'one of three instances killed under load',
    before: 'a third of the carts is lost',
    after: 'no request fails and no cart is lost',
    state: ['carts', 'cookieKeys'],
  },
  {
    id: 'R03',
    fault: 'rolling restart of all three instances',
    before: 'all carts and logins are lost',
    after: 'no request fails and nothing is lost',
    state: ['identity', 'profiles', 'sessions', 'carts', 'cookieKeys'],
  },
  {
    id: 'R04',
    fault: 'an instance told to stop while slow payments are under way',
    before: 'the orders are answered, and one is gone with its instance',
    after: 'the orders are answered and all are there',
    state: ['orders'],
  },
  {
    id: 'R05',
    fault: 'an instance told to stop while a request is under way that never ends',
    before: 'it is forced to stop when its grace is over, with exit code 1',
    after: 'it is forced to stop when its grace is over, with exit code 1',
    state: [],
  },
  {
    id: 'R06',
    fault: 'an instance frozen, its port still open',
    before: 'reads are answered by others after 3 s, who do not have the carts of that instance',
    after: 'reads are answered by others after 3 s, then at once: the balancer has taken it out',
    state: ['carts', 'sessions'],
  },
  {
    id: 'R07',
    fault: 'an instance killed in the middle of an answer',
    before: 'the client sees that the answer is not whole; nobody is asked again',
    after: 'the client sees that the answer is not whole; nobody is asked again',
    state: [],
  },
  {
    id: 'R08',
    fault: 'every instance says that it is not ready',
    before: 'all of them go on getting requests, as behind an ALB (fail open), and come back alone',
    after: 'all of them go on getting requests, as behind an ALB (fail open), and come back alone',
    state: [],
  },
  {
    id: 'R09',
    fault: 'a fourth instance that is still cold',
    before: 'no request before it is ready; then new shoppers, none of those who were there',
    after: 'no request before it is ready; then its share, of those who were there too',
    state: ['carts', 'sessions'],
  },
  {
    id: 'R10',
    fault: 'an instance answers 500 wherever state is looked at and says it is ready',
    before: 'taken out after five; its carts cannot be reached meanwhile',
    after: 'taken out after five; all carts are there',
    state: ['carts', 'cookieKeys'],
  },
  {
    id: 'R11',
    fault: "the balancer's cookie names an instance that was killed",
    before: 'another instance takes over, without cart and login',
    after: 'another instance takes over, with cart and login',
    state: ['carts', 'sessions', 'identity'],
  },
  {
    id: 'R12',
    fault: 'session store frozen',
    before: undefined,
    after: 'catalogue and pages answer, cart and login say 503 in bounded time, and all recovers alone',
    state: ['sessions'],
  },
  {
    id: 'R13',
    fault: 'session store killed and started empty',
    before: undefined,
    after: 'shoppers log in again and find their carts',
    state: ['sessions', 'carts'],
  },
  {
    id: 'R13b',
    fault: 'cart store killed under load and started again',
    before: undefined,
    after: '503 meanwhile, and nothing acknowledged is lost',
    state: ['carts'],
  },
  {
    id: 'R21',
    fault: '50 parallel additions to one cart from two devices',
    before: 'the second device cannot reach the cart',
    after: 'all 50 are in the one cart',
    state: ['carts', 'identity'],
  },
  {
    id: 'R22',
    fault: 'many shoppers check out the last unit at once',
    before: 'every instance sells it once',
    after: 'one order, everybody else gets 409',
    state: ['orders', 'catalog'],
  },
  {
    id: 'R23',
    fault: 'the same order sent ten times at once',
    before: 'one order an instance',
    after: 'one order; a repeat gets the same answer from every instance',
    state: ['orders'],
  },
  {
    id: 'R24',
    fault: 'the key of an order sent again with another body',
    before: 'the key means nothing: another order, at the same instance and at another one',
    after: '422 from every instance and no second order',
    state: ['orders'],
  },
  {
    id: 'R25',
    fault: 'an instance killed while slow payments are under way; the shoppers repeat their orders',
    before: 'the shopper of that instance is a stranger, the order is gone',
    after: 'every shopper has one order',
    state: ['orders'],
  },
  {
    id: 'R25b',
    fault: 'an instance killed when it has taken the stock of an order, before anything else',
    before: 'the shopper of that instance is a stranger, the order is gone',
    after: 'every shopper has one order and no unit is lost; with two writes for the transaction one is',
    state: ['orders', 'catalog'],
  },
  {
    id: 'R27',
    fault: 'a guest signs in while another tab adds to the cart',
    before: "the guest's instance does not know the account: no login, no merge",
    after: 'the account has everything, once',
    state: ['carts', 'identity', 'sessions'],
  },
  {
    id: 'R28',
    fault: 'the first six requests of a guest, at once',
    before:
      "the balancer's cookie and the guest's id come from different instances, and additions are refused",
    after: 'one cart, whichever instances answer',
    state: ['carts', 'cookieKeys'],
  },
  {
    id: 'R30',
    fault: 'Secrets Manager away when an instance starts',
    before: undefined,
    after: 'the instance waits, says on /readyz for what, and serves when it is back',
    state: ['cookieKeys'],
  },
  {
    id: 'R30b',
    fault: 'Secrets Manager away while instances run',
    before: undefined,
    after: 'the last good keys serve on, and the outage is logged once an instance',
    state: ['cookieKeys'],
  },
  {
    id: 'R35',
    fault: 'a login under a new session id while a slow request of the old one is under way',
    before: 'the old id stays dead, at the one instance that knew it',
    after: 'the old id stays dead on every instance',
    state: ['sessions'],
  },
  {
    id: 'R37',
    fault:
      'the next version keeps sessions in another form, and both versions run side by side, forward and back',
    before: 'all carts and logins are lost',
    after:
      'nothing is lost while it writes both forms; a version that writes the new one alone logs its shoppers out',
    state: ['sessions', 'carts', 'identity'],
  },
  {
    id: 'S1',
    fault: 'somebody kept the session id from before a login',
    before: 'the old id is dead, at the one instance that knew it',
    after: 'the old id is dead on every instance',
    state: ['sessions'],
  },
  {
    id: 'S2',
    fault: 'logout while a slow request of the same session is under way',
    before: 'logged out for good, at the one instance that knew the session',
    after: 'logged out for good on every instance',
    state: ['sessions'],
  },
  {
    id: 'S4/S5',
    fault: 'a session that idles, and one that is used on several instances past its absolute time',
    before: undefined,
    after: 'the idle one ends, the busy one lives on until its absolute time',
    state: ['sessions'],
  },
  {
    id: 'S8',
    fault: 'cookie keys rotated while shoppers shop',
    before: undefined,
    after: 'nobody is signed out, no guest loses a cart',
    state: ['cookieKeys', 'sessions', 'carts'],
  },
  {
    id: 'S10',
    fault: 'passwords guessed from many connections',
    before: 'every instance allows ten guesses: thirty',
    after: 'ten guesses, however many instances',
    state: ['rateLimiter'],
  },
  {
    id: 'H27',
    fault: 'an order under the Idempotency-Key of another shopper',
    before: 'an order of their own',
    after: 'an order of their own',
    state: [],
  },
  {
    id: 'H29',
    fault: 'passwords, cookies, tokens and keys in use',
    before: 'none of them in a log',
    after: 'none of them in a log',
    state: [],
  },
  {
    id: 'H31',
    fault: "a guest's id used again after the login, by others, and without its signature",
    before: 'the cart goes to one account, once',
    after: 'the cart goes to one account, once',
    state: [],
  },
  {
    id: 'H32',
    fault: 'twenty sign-ups at once with one e-mail address',
    before: 'an account at every instance',
    after: 'one account',
    state: ['identity'],
  },
  {
    id: 'P1',
    fault: 'orders placed at all instances',
    before: 'two orders have one number',
    after: 'every order has a number of its own',
    state: ['orders'],
  },
  {
    id: 'P2',
    fault: 'the cart changes through another instance than the one a device listens to',
    before: 'the device hears nothing',
    after: 'the device hears it',
    state: ['cartEvents'],
  },
  {
    id: 'P3',
    fault: 'a cart is abandoned and every instance runs the reminder',
    before: 'one person is reminded by every instance that has a cart',
    after: 'the shopper is reminded once',
    state: ['leases', 'carts'],
  },
  {
    id: 'P4',
    fault: 'a stateless shop put together with one adapter in the process',
    before: undefined,
    after: 'the instance does not start and names the adapter',
    state: 'all, by refusing anything else',
  },
] as const satisfies readonly Row[]

export type RowId = (typeof rows)[number]['id']
