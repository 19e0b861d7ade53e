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
    id: 'R03',
    fault: 'rolling restart of all three instances',
    before: 'all carts and logins are lost',
    after: 'no request fails and nothing is lost',
  },
  {
    id: 'R13',
    fault: 'session store killed and started empty',
    before: undefined,
    after: 'shoppers log in again and find their carts',
  },
  {
    id: 'R21',
    fault: '50 parallel additions to one cart from two devices',
    before: 'the second device cannot reach the cart',
    after: 'all 50 are in the one cart',
  },
] as const satisfies readonly Row[]

export type RowId = (typeof rows)[number]['id']
