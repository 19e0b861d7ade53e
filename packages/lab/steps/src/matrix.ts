/**
 * The refactor on one page. Rows: the pieces of state, then how the shop runs, then what a shopper may rely on.
 * Columns: the steps. Read a row to follow one piece of state; compare two columns and you have a step.
 */

/** In the order in which a team takes them. */
export const stepIds = ['0', '1', '2', '3a', '3b', '4', '5'] as const

export const stepNames = {
  '0': { name: 'stateful', title: 'Stateful' },
  '1': { name: 'audited', title: 'Audited' },
  '2': { name: 'profiles-out', title: 'Profiles out' },
  '3a': { name: 'sessions-out-naively', title: 'Sessions out, naively' },
  '3b': { name: 'carts-by-themselves', title: 'Sessions out, carts by themselves' },
  '4': { name: 'scaled', title: 'Scaled' },
  '5': { name: 'stateless', title: 'Stateless' },
} as const

/**
 * What stands behind each port. "plain": there is no port, the lines stand in the routes. "memory" and "disk": an
 * adapter that keeps it in the process, and on its server. "session": inside the session, wherever that lies.
 * "Valkey, unguarded": what a library does when nobody thinks of a logout.
 */
// biome-ignore format: a table is read by its columns
export const adapters = {
  // step:       0        1         2                  3a                   3b                 4                  5
  identity:    ['plain', 'memory', 'Cognito',         'Cognito',           'Cognito',         'Cognito',         'Cognito'],
  profiles:    ['plain', 'memory', 'DynamoDB',        'DynamoDB',          'DynamoDB',        'DynamoDB',        'DynamoDB'],
  /** Profile pictures and receipts. */
  files:       ['plain', 'disk',   'S3',              'S3',                'S3',              'S3',              'S3'],
  cookieKeys:  ['plain', 'memory', 'Secrets Manager', 'Secrets Manager',   'Secrets Manager', 'Secrets Manager', 'Secrets Manager'],
  sessions:    ['plain', 'memory', 'memory',          'Valkey, unguarded', 'Valkey',          'Valkey',          'Valkey'],
  carts:       ['plain', 'memory', 'memory',          'session',           'Valkey',          'Valkey',          'Valkey'],
  cartEvents:  ['plain', 'memory', 'memory',          'memory',            'memory',          'Valkey',          'Valkey'],
  rateLimiter: ['plain', 'memory', 'memory',          'memory',            'memory',          'Valkey',          'Valkey'],
  leases:      ['plain', 'memory', 'memory',          'memory',            'memory',          'Valkey',          'Valkey'],
  /** Catalogue and stock; orders take their stock here, so the two move together. */
  catalog:     ['plain', 'memory', 'memory',          'memory',            'memory',          'DynamoDB',        'DynamoDB'],
  orders:      ['plain', 'memory', 'memory',          'memory',            'memory',          'DynamoDB',        'DynamoDB'],
} as const

/** How the shop runs: what the balancer has to do, whether a process may keep state, and as how many programs. */
// biome-ignore format: a table is read by its columns
export const ways = {
  // step:          0              1              2              3a             3b             4              5
  routing:        ['sticky',      'sticky',      'sticky',      'round-robin', 'round-robin', 'round-robin', 'round-robin'],
  stateInProcess: ['allowed',     'allowed',     'allowed',     'allowed',     'allowed',     'allowed',     'refused'],
  runsAs:         ['one program', 'one program', 'one program', 'one program', 'one program', 'one program', 'separate services'],
} as const

/** The first step that keeps each promise (`promises` has their words). The later ones keep it too. */
export const keptFrom = {
  'survives-restart': '3a',
  'survives-kill': '3a',
  'two-devices': '3b',
  'parallel-adds': '0',
  'never-oversold': '4',
  'order-once': '4',
  'logout-final': '0',
  'guest-merged-once': '0',
  'login-everywhere': '3a',
  'picture-everywhere': '2',
  'cookies-survive': '2',
  'rate-limit-shared': '4',
  'live-update': '4',
  'reminder-once': '4',
  'order-numbers-unique': '4',
  'load-spreads': '3a',
  'rolling-restart': '3a',
  'memory-flat': '4',
  'parts-apart': '5',
  'state-refused': '5',
} as const satisfies Readonly<Record<string, StepId>>

/** The exception that the naive step exists to show: kept before and after it, lost in it. */
export const lostAlone = {
  '3a': ['parallel-adds', 'logout-final', 'guest-merged-once'],
} as const satisfies Readonly<Partial<Record<StepId, readonly PromiseId[]>>>

export type StepId = (typeof stepIds)[number]
export type Port = keyof typeof adapters
export type PromiseId = keyof typeof keptFrom
