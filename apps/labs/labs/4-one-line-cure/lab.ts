import type { Lab } from '../../src/lab.type.ts'

export const lab: Lab = {
  id: '4',
  folder: '4-one-line-cure',
  title: 'The one-line cure',
  minutes: 35,
  articleStep: 3,
  files: ['session-store.ts'],
  judge: {
    kind: 'fleet',
    base: '3a',
    suite: 'alone',
    promises: [
      'survives-kill',
      'login-everywhere',
      'load-spreads',
      'logout-final',
      'parallel-adds',
      'guest-merged-once',
    ],
    later: { 'parallel-adds': '5', 'guest-merged-once': '5' },
  },
  startBreaks: ['survives-kill', 'login-everywhere', 'load-spreads'],
  mistakes: {
    'one-line-cure': { says: 'The one-line cure', seenBy: 'fleet' },
    'look-then-write': {
      says: 'You look whether the session has ended and then write it',
      seenBy: 'contract',
    },
    'copy-in-memory': { says: 'An instance answers from a copy of its own', seenBy: 'contract' },
    'still-sticky': { says: 'The sessions are shared, but the balancer does not know', seenBy: 'fleet' },
  },
  sayings: [
    {
      broken: ['is visible to a second instance'],
      says: 'The sessions are in this process: another instance does not know who is signed in, and a kill signs everybody out. Return a store whose `get`, `set` and `destroy` ask `valkey`.',
    },
    {
      broken: ['is destroyed for a second instance'],
      says: 'An instance answers from a copy of its own: it still knows a session that another instance has ended. Ask Valkey at every `get`; it is half a millisecond.',
    },
    {
      broken: ['load-spreads'],
      fine: ['survives-kill', 'login-everywhere'],
      says: 'The sessions are shared, but the balancer does not know: `routing` still says "sticky", so a new instance gets nobody. Any instance can answer now; say "round-robin".',
    },
    {
      broken: ['stays logged out when a request in flight writes later', 'logout-final'],
      fine: ['survives-kill'],
      says: 'The one-line cure: login and kill are fine now, and exactly three promises broke that the memory kept. A request that was under way at the logout writes its whole session back at its end, so the logout is undone. `destroy` has to leave a mark, and `set` has to look for it.',
    },
    {
      broken: ['stays logged out when a request in flight writes later'],
      says: 'A request that was under way at the logout writes its whole session back at its end, so the logout is undone. `destroy` has to leave a mark, and `set` has to look for it.',
    },
    {
      broken: ['stays logged out among twenty requests in flight'],
      says: 'You look whether the session has ended and then write it: a logout fits between the two. Both must be one script (`redis.eval`), because Valkey runs a script as a whole.',
    },
    {
      broken: ['leaves nothing in Valkey that lives for ever'],
      says: 'Every logout leaves a key that never ends, and Valkey grows for ever. The mark need only outlive the requests under way: give it `EX`, two minutes are plenty.',
    },
  ],
}
