import type { Lab } from '../../src/lab.type.ts'

export const lab: Lab = {
  id: 'limiter',
  folder: 'limiter-shared',
  title: 'Homework: a limit that is one',
  minutes: 20,
  articleStep: 4,
  files: ['rate-limiter.ts'],
  judge: { kind: 'fleet', base: '5', suite: 'alone', promises: ['rate-limit-shared'] },
  startBreaks: ['rate-limit-shared'],
  mistakes: {
    'count-then-write': { says: 'Attempts at the same moment', seenBy: 'contract' },
    'never-ends': { says: 'The window never ends', seenBy: 'contract' },
  },
  sayings: [
    {
      broken: ['counts together with a second instance'],
      fine: ['counts exactly among fifty attempts at the same moment'],
      says: 'Every instance counts for itself, so three instances allow three times the limit. Count in `valkey`.',
    },
    {
      broken: ['counts exactly among fifty attempts at the same moment'],
      says: 'Attempts at the same moment are counted once: all read the same number and write the same sum. `INCR` counts on the server.',
    },
    {
      broken: ['allows again when the window is over'],
      says: 'The window never ends: who mistyped a password five times is locked out for good. The first attempt starts the window, with `PEXPIRE`, in the same script as the count.',
    },
  ],
}
