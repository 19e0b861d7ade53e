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
] as const satisfies readonly Row[]

export type RowId = (typeof rows)[number]['id']
