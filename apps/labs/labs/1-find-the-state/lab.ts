import type { Lab } from '../../src/lab.type.ts'
import { nothingElse } from './check.ts'
import { pieces } from './truth.ts'

const [stock, lastSeen, numbers, sessions, secret, picture] = pieces.map(({ symptom }) => symptom) as [
  string,
  string,
  string,
  string,
  string,
  string,
]

export const lab: Lab = {
  id: '1',
  folder: '1-find-the-state',
  title: 'Find the state',
  minutes: 25,
  articleStep: 1,
  files: ['shop.ts'],
  judge: { kind: 'own' },
  startBreaks: pieces.map(({ symptom }) => symptom),
  mistakes: {
    'only-the-cart': { says: 'The carts are found', seenBy: 'check' },
    'marked-the-framework': { says: 'Not everything that is declared', seenBy: 'check' },
  },
  sayings: [
    {
      broken: [nothingElse],
      says: 'Not everything that is declared outside of a request is state. Ask of each line: does a request change it, and would the next request miss the change on another instance?',
    },
    {
      broken: [stock, numbers, sessions],
      says: 'Read from the top, and stop at everything that lives longer than one request. Ask: does a request change it, and would the next request miss the change on another instance?',
    },
    {
      broken: [stock, numbers],
      fine: [sessions],
      says: 'The carts are found, which everybody looks for first. What else do two shoppers share without knowing of each other? Think of the last kettle, and of the number on the receipt.',
    },
    {
      broken: [secret],
      fine: [sessions],
      says: 'Suppose that all sessions lie in Valkey: does another instance accept the cookie? Look at what the cookie is signed with.',
    },
    { broken: [picture], says: 'Memory is one place that belongs to one server. What is the other?' },
    {
      broken: [lastSeen],
      says: 'A job is nobody’s request, but it remembers something that requests told it.',
    },
  ],
}
