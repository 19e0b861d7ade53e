import type { Lab } from '../../src/lab.type.ts'

export const lab: Lab = {
  id: '5',
  folder: '5-cart-nobody-overwrites',
  title: 'A cart nobody overwrites',
  minutes: 30,
  articleStep: 3,
  files: ['add-to-cart.ts'],
  judge: { kind: 'fleet', base: '5', suite: 'alone', promises: ['parallel-adds', 'two-devices'] },
  startBreaks: ['parallel-adds'],
  mistakes: {
    'without-key': { says: 'A repeat counts twice', seenBy: 'contract' },
    'key-first': { says: 'A refused addition uses its key up', seenBy: 'contract' },
    'key-outside': { says: 'Ten repeats at the same moment', seenBy: 'contract' },
  },
  sayings: [
    {
      broken: ['keeps 20 adds to one line at the same moment'],
      says: 'Of two additions at the same moment one is lost: both read the old line, both write their own sum, and the later one wins. Reading, adding and writing must be one script: `runCartScript`.',
    },
    {
      broken: ['counts ten repeats at the same moment once'],
      fine: ['counts a change once per key'],
      says: 'Ten repeats at the same moment are all counted: you look for the key first and add afterwards, and the others look in between. The look, the addition and `remember()` belong into one script.',
    },
    {
      broken: ['counts a change once per key'],
      says: 'A repeat counts twice: when an answer is lost, the balancer or the phone sends the addition again with the same Idempotency-Key. Ask `seen_before()` first and `remember()` last, in the same script.',
    },
    {
      broken: ['does not use the key of a refused change up'],
      says: 'A refused addition uses its key up: the shopper makes room, tries again, and is told that it was done. Call `remember()` after `add_units()`, not before.',
    },
    {
      broken: ['lets exactly as many'],
      says: 'More goes in than a cart may hold: the limit is looked at outside of the script that adds, or not at all. `units_in_line()` and `lines_in_cart()` tell it inside.',
    },
  ],
}
