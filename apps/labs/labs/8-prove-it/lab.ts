import { choices } from '@unsticky/lab-kit/composition'
import type { Lab } from '../../src/lab.type.ts'
import { cartByItself, inService, ordersWithStock } from './names.ts'

export const lab: Lab = {
  id: '8',
  folder: '8-prove-it',
  title: 'Prove it, then yours',
  minutes: 40,
  articleStep: 5,
  files: ['composition.ts'],
  judge: { kind: 'own' },
  startBreaks: Object.keys(choices).map(inService),
  mistakes: {
    'cart-in-the-session': { says: 'The cart is inside the session', seenBy: 'check' },
    'orders-without-stock': { says: 'An order takes its stock where both lie', seenBy: 'check' },
  },
  sayings: [
    {
      broken: [cartByItself],
      says: 'The cart is inside the session, and whole sessions are written back: parallel additions overwrite one another, and a logout takes a cart that was promised. Give it a store of its own.',
    },
    {
      broken: [ordersWithStock],
      says: 'An order takes its stock where both lie, in one transaction. With one of them in the process there is none: move orders and catalog together.',
    },
    {
      broken: [inService('')],
      says: 'Something is left in the process. A stateless shop refuses to start like this; choose a service for each piece, and ask what may be lost: a session may (log in again), a cart may not.',
    },
  ],
}
