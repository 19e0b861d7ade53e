/** The faults and attacks of this suite: what happens, what comes of it in either shop. docs/faults.md is made of it. */
export interface Row {
  readonly id: string
  readonly fault: string
  /** What the shop with its state in the process is expected to do; `undefined` where it has no such part. */
  readonly before: string | undefined
  /** What the stateless shop is expected to do. */
  readonly after: string
}

export const rows = [
  {
    id: 'R01',
    fault: 'one of three instances killed under load',
    before: 'a third of the carts is lost',
    after: 'no request fails and no cart is lost',
  },
  {
    id: 'R03',
    fault: 'rolling restart of all three instances',
    before: 'all carts and logins are lost',
    after: 'no request fails and nothing is lost',
  },
  {
    id: 'R04',
    fault: 'an instance told to stop while slow payments are under way',
    before: 'the orders are answered, and one is gone with its instance',
    after: 'the orders are answered and all are there',
  },
  {
    id: 'R12',
    fault: 'session store frozen',
    before: undefined,
    after: 'catalogue and pages answer, cart and login say 503 in bounded time, and all recovers alone',
  },
  {
    id: 'R13',
    fault: 'session store killed and started empty',
    before: undefined,
    after: 'shoppers log in again and find their carts',
  },
  {
    id: 'R13b',
    fault: 'cart store killed under load and started again',
    before: undefined,
    after: '503 meanwhile, and nothing acknowledged is lost',
  },
  {
    id: 'R21',
    fault: '50 parallel additions to one cart from two devices',
    before: 'the second device cannot reach the cart',
    after: 'all 50 are in the one cart',
  },
  {
    id: 'R22',
    fault: 'many shoppers check out the last unit at once',
    before: 'every instance sells it once',
    after: 'one order, everybody else gets 409',
  },
  {
    id: 'R23',
    fault: 'the same order sent ten times at once',
    before: 'one order an instance',
    after: 'one order; a repeat gets the same answer from every instance',
  },
  {
    id: 'R24',
    fault: 'the key of an order sent again with another body',
    before: '422 at the same instance, a second order at another one',
    after: '422 from every instance and no second order',
  },
  {
    id: 'R25',
    fault: 'an instance killed while slow payments are under way; the shoppers repeat their orders',
    before: 'the shopper of that instance is a stranger, the order is gone',
    after: 'every shopper has one order',
  },
  {
    id: 'R27',
    fault: 'a guest signs in while another tab adds to the cart',
    before: "the guest's instance does not know the account: no login, no merge",
    after: 'the account has everything, once',
  },
  {
    id: 'R28',
    fault: 'the first six requests of a guest, at once',
    before:
      "the balancer's cookie and the guest's id come from different instances, and additions are refused",
    after: 'one cart, whichever instances answer',
  },
  {
    id: 'R30',
    fault: 'Secrets Manager away when an instance starts',
    before: undefined,
    after: 'the instance does not start and says why',
  },
  {
    id: 'R30b',
    fault: 'Secrets Manager away while instances run',
    before: undefined,
    after: 'the last good keys serve on, and the outage is logged once an instance',
  },
  {
    id: 'S1',
    fault: 'somebody kept the session id from before a login',
    before: 'the old id is dead, at the one instance that knew it',
    after: 'the old id is dead on every instance',
  },
  {
    id: 'S2',
    fault: 'logout while a slow request of the same session is under way',
    before: 'logged out for good, at the one instance that knew the session',
    after: 'logged out for good on every instance',
  },
  {
    id: 'S4/S5',
    fault: 'a session that idles, and one that is used on several instances past its absolute time',
    before: undefined,
    after: 'the idle one ends, the busy one lives on until its absolute time',
  },
  {
    id: 'S8',
    fault: 'cookie keys rotated while shoppers shop',
    before: undefined,
    after: 'nobody is signed out, no guest loses a cart',
  },
  {
    id: 'S10',
    fault: 'passwords guessed from many connections',
    before: 'every instance allows ten guesses: thirty',
    after: 'ten guesses, however many instances',
  },
  {
    id: 'H27',
    fault: 'an order under the Idempotency-Key of another shopper',
    before: 'an order of their own',
    after: 'an order of their own',
  },
  {
    id: 'H29',
    fault: 'passwords, cookies, tokens and keys in use',
    before: 'none of them in a log',
    after: 'none of them in a log',
  },
  {
    id: 'H31',
    fault: "a guest's id used again after the login, by others, and without its signature",
    before: 'the cart goes to one account, once',
    after: 'the cart goes to one account, once',
  },
  {
    id: 'H32',
    fault: 'twenty sign-ups at once with one e-mail address',
    before: 'an account at every instance',
    after: 'one account',
  },
  {
    id: 'P1',
    fault: 'orders placed at all instances',
    before: 'two orders have one number',
    after: 'every order has a number of its own',
  },
  {
    id: 'P2',
    fault: 'the cart changes through another instance than the one a device listens to',
    before: 'the device hears nothing',
    after: 'the device hears it',
  },
  {
    id: 'P3',
    fault: 'a cart is abandoned and every instance runs the reminder',
    before: 'one person is reminded by every instance that has a cart',
    after: 'the shopper is reminded once',
  },
  {
    id: 'P4',
    fault: 'a stateless shop put together with one adapter in the process',
    before: undefined,
    after: 'the instance does not start and names the adapter',
  },
] as const satisfies readonly Row[]

export type RowId = (typeof rows)[number]['id']
