/** What teams decide for each kind of state: where it goes, what goes wrong on the way, and the lab that shows it. */
export interface Decision {
  /** Earlier ones lose more of a user's, or are in the way of the others. */
  readonly rank: number
  readonly to: string
  readonly trap: string
  readonly lab?: string
}

export const decisions: Readonly<Record<string, Decision>> = {
  'per-boot-secret': {
    rank: 1,
    to: 'Secrets Manager, the same for every instance, rotated with overlap',
    trap: 'Rotated without overlap, it signs everybody out.',
  },
  'session-store': {
    rank: 2,
    to: 'ElastiCache or MemoryDB; DynamoDB where no cache is wanted',
    trap: 'A request in flight writes the session back after a logout; a cart inside it loses additions.',
    lab: '4',
  },
  'auth-state': {
    rank: 2,
    to: 'Cognito, or a table that every instance reads',
    trap: 'A revoked login is still valid where it is cached.',
    lab: '4',
  },
  'module-state': {
    rank: 3,
    to: 'a store behind a port: DynamoDB, or Valkey that keeps what it acknowledged',
    trap: 'Read, change, write becomes a race as soon as two instances do it.',
    lab: '5',
  },
  sequence: {
    rank: 3,
    to: 'time-sortable ids, or a number from the database',
    trap: 'Two instances give out one number, and nobody notices before the bookkeeper.',
    lab: '6',
  },
  'embedded-db': {
    rank: 3,
    to: 'a database server (Aurora, DynamoDB)',
    trap: 'The file lies on one machine; a shared disk corrupts it.',
  },
  'local-file': {
    rank: 4,
    to: 'S3, presigned; EFS where files are a must',
    trap: 'An address for what is not there; a type that was left out.',
    lab: '3',
  },
  'rate-limit': {
    rank: 5,
    to: 'a counter in ElastiCache',
    trap: 'A limit per process is the limit times the number of instances.',
    lab: 'limiter',
  },
  scheduler: {
    rank: 5,
    to: 'a lease, EventBridge Scheduler, or a queue',
    trap: 'Every instance runs it.',
    lab: 'lease',
  },
  realtime: {
    rank: 5,
    to: 'publish and subscribe in ElastiCache, or an API Gateway with web sockets',
    trap: 'An event reaches only the devices of the instance that heard it.',
  },
  cache: {
    rank: 6,
    to: 'a bound on its age, or ElastiCache',
    trap: 'Instances answer differently for as long as a copy may live.',
  },
}

export const decisionFor = (category: string): Decision =>
  decisions[category] ?? { rank: 7, to: 'a person has to look', trap: 'What nobody can name nobody moves.' }
