/** What the shop does today, from outside: the characterisation suite that a team writes before it moves anything. */
import { deepStrictEqual } from 'node:assert/strict'

export type Visitor = (
  method: string,
  path: string,
) => Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>

type Behaviour = (visitor: () => Visitor) => Promise<void>

export const behaviours: Readonly<Record<string, Behaviour>> = {
  'As before: a cart begins empty': async (visitor) => {
    expect(await visitor()('GET', '/cart'), [200, { lines: {} }])
  },
  'As before: what is put in is there': async (visitor) => {
    const anna = visitor()
    await anna('POST', '/cart/kettle')
    expect(await anna('POST', '/cart/kettle'), [201, { lines: { kettle: 2 } }])
    await anna('POST', '/cart/board')
    expect(await anna('GET', '/cart'), [200, { lines: { kettle: 2, board: 1 } }])
  },
  'As before: two shoppers have a cart each': async (visitor) => {
    const [anna, ben] = [visitor(), visitor()]
    await anna('POST', '/cart/kettle')
    await ben('POST', '/cart/board')
    expect(await anna('GET', '/cart'), [200, { lines: { kettle: 1 } }])
  },
  'As before: there is no such product': async (visitor) => {
    expect(await visitor()('POST', '/cart/unicorn'), [404, { title: 'No such product' }])
  },
  'As before: an order takes the cart with it': async (visitor) => {
    const anna = visitor()
    await anna('POST', '/cart/kettle')
    expect(await anna('POST', '/orders'), [201, { number: '1001', lines: { kettle: 1 } }])
    expect(await anna('GET', '/cart'), [200, { lines: {} }])
    expect(await anna('POST', '/orders'), [409, { title: 'The cart is empty' }])
  },
}

function expect(answer: Awaited<ReturnType<Visitor>>, [status, body]: readonly [number, object]) {
  deepStrictEqual(
    [answer.status, answer.body],
    [status, body],
    `Expected ${status} ${JSON.stringify(body)}, but the shop answered ${answer.status} ${JSON.stringify(answer.body)}`,
  )
}
