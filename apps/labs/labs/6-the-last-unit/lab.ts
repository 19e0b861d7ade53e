import type { Lab } from '../../src/lab.type.ts'

export const lab: Lab = {
  id: '6',
  folder: '6-the-last-unit',
  title: 'The last unit',
  minutes: 30,
  articleStep: 4,
  files: ['place-order.ts'],
  judge: { kind: 'fleet', base: '5', suite: 'with services', promises: ['never-oversold', 'order-once'] },
  startBreaks: ['never-oversold'],
  mistakes: {
    'look-first': { says: 'The last unit is sold to several shoppers', seenBy: 'contract' },
    'stock-apart': { says: 'An order that fails half way keeps the units', seenBy: 'contract' },
    'key-left-out': { says: 'The shop does not know that the order was placed', seenBy: 'contract' },
  },
  sayings: [
    {
      broken: ['gives the order to a claim of a key that was placed'],
      says: 'The shop does not know that the order was placed: its Idempotency-Key is still open, so a repeat is told to wait, or orders again. `claim` belongs into the same transaction.',
    },
    {
      broken: ['sells the last unit to exactly one of 100 shoppers'],
      says: 'The last unit is sold to several shoppers: all of them look, all see one, all take it. The condition has to be inside the write: `ConditionExpression` of the Update that takes the units.',
    },
    {
      broken: ['takes nothing at all when one line is out of stock'],
      says: 'An order that fails half way keeps the units it took: the first line was there, the second was not, and nobody puts the first one back. All lines, the order and the key are one `writeAll`.',
    },
    {
      broken: ['never-oversold'],
      says: 'More was sold than there was. The condition has to be inside the write: `ConditionExpression` of the Update that takes the units.',
    },
  ],
}
