import type { Lab } from '../../src/lab.type.ts'
import { promisesOfCarts } from './carts-contract.ts'
import { asksThePort, sessionIsFree } from './check.ts'

export const lab: Lab = {
  id: '2',
  folder: '2-a-seam-in-front',
  title: 'Put a seam in front',
  minutes: 30,
  articleStep: 1,
  files: ['shop.ts', 'carts.ts'],
  judge: { kind: 'own' },
  startBreaks: [asksThePort, sessionIsFree, ...Object.keys(promisesOfCarts)],
  mistakes: {
    'both-places': { says: 'The cart is in two places now', seenBy: 'check' },
    'made-inside': { says: 'The shop makes its carts itself', seenBy: 'check' },
    'live-object': { says: 'Your carts hand out what they keep', seenBy: 'check' },
  },
  sayings: [
    {
      broken: ['As before'],
      says: 'The shop answers otherwise than before. A seam changes where the lines stand, and nothing that a visitor sees; undo the last change and take a smaller step.',
    },
    {
      broken: [asksThePort, sessionIsFree],
      says: 'The cart is still in the session. Give the shopper an id (`request.session.shopper ??= randomUUID()`), and ask `carts` for the cart of that id.',
    },
    {
      broken: [sessionIsFree],
      says: 'The cart is in two places now, and they will differ. The session may say who the shopper is, and nothing else.',
    },
    {
      broken: [asksThePort],
      says: 'The shop makes its carts itself, so nobody can put a service there without changing the shop. Take them as an argument: `createShop({ carts })`. Who starts the shop chooses.',
    },
    {
      broken: ['Your carts: what comes back is a copy'],
      fine: ['Your carts: what was added'],
      says: 'Your carts hand out what they keep: whoever changes the answer changes the cart. A service over the network cannot do that, so the port promises a copy.',
    },
  ],
}
