import type { Lab } from '../../src/lab.type.ts'
import { allAnswered } from './prediction.ts'

export const lab: Lab = {
  id: '0',
  folder: '0-predict',
  title: 'Predict',
  minutes: 15,
  articleStep: 1,
  files: ['prediction.txt'],
  judge: { kind: 'own' },
  startBreaks: [allAnswered],
  mistakes: {
    'all-kept': { says: 'It works on one laptop', seenBy: 'check' },
    'all-broken': { says: 'Not everything breaks', seenBy: 'check' },
  },
  sayings: [
    {
      broken: [allAnswered],
      says: 'Write "kept" or "broken" for every promise, then ask again. A guess is as good as knowledge: what you learn is where you were wrong.',
    },
    {
      broken: ['survives-kill', 'order-numbers-unique'],
      says: 'It works on one laptop, because there is one process. Read what happened to each shopper, and ask for each: who else would have to know this?',
    },
    {
      broken: ['parallel-adds', 'logout-final'],
      says: 'Not everything breaks: sticky sessions send all requests of a shopper to one instance, and in its memory nothing comes between reading and writing. This is what the naive move in lab 4 loses.',
    },
    {
      broken: ['load-spreads'],
      says: 'Sticky sessions keep a shopper where the shopper is: a new instance gets none of those who are there already.',
    },
  ],
}
