import type { Step } from '../step.ts'

/** Step 1: the same shop. What changed is what we know: `pnpm step inventory 1` lists every piece of state behind a port. */
export const audited: Step = {
  id: '1',
  name: 'audited',
  title: 'Audited',
  routing: 'sticky',
  stateInProcess: 'allowed',
  sessionPlugin: 'fastify-session',
  composition: {
    identity: 'memory',
    profiles: 'memory',
    files: 'disk',
    cookieKeys: 'memory',
    sessions: 'memory',
    carts: 'memory',
    cartEvents: 'memory',
    rateLimiter: 'memory',
    leases: 'memory',
    catalog: 'memory',
    orders: 'memory',
  },
  keeps: ['parallel-adds', 'logout-final', 'guest-merged-once'],
}
