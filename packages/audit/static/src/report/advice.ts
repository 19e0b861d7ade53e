import type { Category } from '../finding.ts'

interface Advice {
  readonly title: string
  readonly todo: string
  /** The step of the refactor that cures it; Unsticky's workshop has the same numbers. */
  readonly step: string
  /** A page of the repository that this package comes from: traps, code before and after, tests. */
  readonly guide: string
}

const page = (name: string) => `docs/state/${name}.md`
const allPages = page('README')
const map = 'docs/map.md'

const profiles = 'step 2, user data out of the process'
const sessions = 'step 3, session data out of the process'
const scaling = 'step 4, every part scales by itself'
const design = 'step 5, a stateless design'

/** What to do about each kind of state. */
export const advice: Readonly<Record<Category, Advice>> = {
  'session-store': {
    title: 'Session store',
    todo: 'Give the session library a store that all instances share (Redis or Valkey, DynamoDB), or keep the session in a signed cookie.',
    step: sessions,
    guide: page('session'),
  },
  'module-state': {
    title: 'State in memory',
    todo: 'Move the data into a database or a shared store behind a small interface; keep nothing but constants in the module.',
    step: `${profiles}; what all instances share, such as orders and stock, in step 4`,
    guide: allPages,
  },
  cache: {
    title: 'Cache',
    todo: 'Share the cache (Redis or Valkey), or bound its age so that an old value does no harm, and clear it everywhere when data changes.',
    step: sessions,
    guide: map,
  },
  'local-file': {
    title: 'Local files',
    todo: 'Write to an object store (S3) or a shared file system (EFS); send logs to the standard output.',
    step: profiles,
    guide: page('files'),
  },
  'rate-limit': {
    title: 'Rate limit',
    todo: 'Count in a store that all instances share: most libraries take a Redis store.',
    step: scaling,
    guide: page('rate-limit'),
  },
  scheduler: {
    title: 'Scheduled job',
    todo: 'Let one instance run the job (a lease in a shared store), or move it to a scheduler of its own (EventBridge, a queue).',
    step: scaling,
    guide: page('reminder'),
  },
  realtime: {
    title: 'Live connections',
    todo: 'Pass messages between instances: a Redis adapter for socket.io, publish and subscribe for the rest.',
    step: scaling,
    guide: page('live-updates'),
  },
  'per-boot-secret': {
    title: 'Secret made at boot',
    todo: 'Read the secret from a secret store (Secrets Manager) or the environment, the same on every instance; refuse to start without it.',
    step: profiles,
    guide: page('cookie-keys'),
  },
  sequence: {
    title: 'Number sequence',
    todo: 'Let the database give out the number, or use ids that need no counter (UUID, time-sortable ids).',
    step: scaling,
    guide: page('orders'),
  },
  'embedded-db': {
    title: 'Embedded database',
    todo: 'Use a database server or a managed database that all instances reach.',
    step: profiles,
    guide: allPages,
  },
  'auth-state': {
    title: 'Login and accounts',
    todo: 'Move accounts to an identity provider (Cognito) or a database, tokens and codes to a shared store with expiry.',
    step: profiles,
    guide: page('login'),
  },
  other: {
    title: 'Work and stand-ins in the process',
    todo: 'Hand the work to a durable queue (SQS, BullMQ); refuse to start without the shared service instead of standing in for it.',
    step: design,
    guide: map,
  },
}

/** Where to read on, for people who may have nothing but this package. */
export const guideOf = (category: Category): string =>
  `${advice[category].guide} in the repository of Unsticky`
