/**
 * One idea: everybody logs in within seconds, as after an outage or at the start of a sale. Every login is accepted and
 * valid on whichever instance answers next.
 *
 *   k6 run -e TARGET=http://127.0.0.1:8080 -e PROFILE=spike -e ACCOUNTS=200 08-login-storm.ts
 */
import { check } from 'k6'
import exec from 'k6/execution'
import type { Options } from 'k6/options'
import { arrivals } from './lib/arrivals.ts'
import { createDevice } from './lib/device.ts'
import { nothingFails, p95Ms, summaryTrendStats, target } from './lib/target.ts'

const accounts = Number(__ENV.ACCOUNTS ?? 10)
const login = 'POST /api/session'

export const options: Options = {
  scenarios: { logins: arrivals({ perSecond: 16, iterationSeconds: 2 }) },
  thresholds: { ...nothingFails, [`http_req_duration{name:${login}}`]: [`p(95)<${p95Ms * 4}`] }, // a password hash is slow on purpose
  setupTimeout: '120s',
  summaryTrendStats,
}

interface Account {
  readonly email: string
  readonly password: string
}

export function setup(): { accounts: readonly Account[] } {
  const run = globalThis.crypto.randomUUID().slice(0, 8)
  return { accounts: Array.from({ length: accounts }, (_, index) => signUp(`storm-${run}-${index}`)) }
}

export default function loginStorm({ accounts }: { accounts: readonly Account[] }) {
  const account = accounts[exec.scenario.iterationInTest % accounts.length] as Account
  const phone = createDevice(target, 'phone')
  phone.openSession()
  const body = { email: account.email, password: account.password }
  const answer = phone.request('POST', '/api/session', { body })
  check(answer, { 'the login is accepted': ({ status }) => status === 200 })
  const profiles = [1, 2, 3].map(() => phone.request('GET', '/api/profile'))
  check(profiles, {
    'and valid wherever the next requests go': (all) => all.every(({ status }) => status === 200),
  })
}

function signUp(name: string): Account {
  const account = { email: `${name}@example.test`, password: `secret-${name}-1` }
  const laptop = createDevice(target, 'laptop')
  laptop.openSession()
  const { status } = laptop.request('POST', '/api/accounts', { body: { ...account, displayName: name } })
  if (status !== 201) throw new Error(`The account of ${name} was refused with ${status}`)
  return account
}
