import type { Step } from '../step.ts'

/** Step 3a: the session moves with all that lies in it. Two requests that overlap now overwrite each other. */
export const sessionsOutNaively: Step = {
  id: '3a',
  name: 'sessions-out-naively',
  title: 'Sessions out, naively',
  routing: 'round-robin',
  stateInProcess: 'allowed',
  sessionPlugin: 'fastify-session',
  composition: {
    identity: 'Cognito',
    profiles: 'DynamoDB',
    files: 'S3',
    cookieKeys: 'Secrets Manager',
    sessions: 'Valkey, unguarded',
    carts: 'session',
    cartEvents: 'memory',
    rateLimiter: 'memory',
    leases: 'memory',
    catalog: 'memory',
    orders: 'memory',
  },
  keeps: [
    'survives-restart',
    'survives-kill',
    'login-everywhere',
    'picture-everywhere',
    'cookies-survive',
    'load-spreads',
    'rolling-restart',
  ],
}
