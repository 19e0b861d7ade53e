import type { Lab } from '../../src/lab.type.ts'

export const lab: Lab = {
  id: 'lease',
  folder: 'lease-one-runs-it',
  title: 'Homework: one of them runs it',
  minutes: 20,
  articleStep: 4,
  files: ['lease-store.ts'],
  judge: { kind: 'fleet', base: '5', suite: 'alone', promises: ['reminder-once'] },
  startBreaks: ['reminder-once'],
  mistakes: {
    'look-then-take': { says: 'Twenty who ask together', seenBy: 'contract' },
    'without-end': { says: 'The lease never ends', seenBy: 'contract' },
    'anybody-releases': { says: 'Anybody can give the lease back', seenBy: 'contract' },
  },
  sayings: [
    {
      broken: ['cannot be released by somebody who does not hold it'],
      says: 'Anybody can give the lease back: a slow holder deletes the lease of the next one, and two run the job. Delete it only if the holder is still the same, in one script.',
    },
    {
      broken: ['is held by one of two instances'],
      fine: ['gives it to exactly one of twenty who ask together'],
      says: 'Every instance gives the lease to itself, so all of them run the job. Keep the holder in `valkey`.',
    },
    {
      broken: ['gives it to exactly one of twenty who ask together'],
      says: 'Twenty who ask together all get it: each looks before the first one has taken it. Look and take in one script, or with one `SET … NX`.',
    },
    {
      broken: ['is free when its holder died'],
      says: 'The lease never ends: when its holder dies, nobody runs the job again. Give the key an end with `PX`.',
    },
  ],
}
