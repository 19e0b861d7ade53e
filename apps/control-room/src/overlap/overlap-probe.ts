import { randomUUID } from 'node:crypto'
import { createDevice, type Device } from '../shoppers/device.ts'
import { askProfile } from './ask-profile.ts'
import { logOutDuringAdd } from './logout-in-flight.ts'

/** What one shopper saw whose requests overlapped. What is missing could not be told. */
export interface OverlapFindings {
  readonly parallelAdds?: { readonly acknowledged: number; readonly shown: number }
  /** How each instance answered the profile of one session. */
  readonly profileStatuses?: readonly number[]
  /** How the profile was answered to the old cookie, after a logout while an addition was under way. */
  readonly statusAfterLogout?: number
}

interface OverlapProbeOptions {
  readonly url: string
  readonly instances: () => number
  readonly signal: AbortSignal
}

const addsAtOnce = 8
const noWatcher = { onAnswer: () => {}, onRetry: () => {}, onOutcome: () => {} }

/**
 * The crowd's shoppers do one thing after the other. This one has several tabs open: it puts the same thing in eight
 * times at once, shows its session to every instance, and logs out while another addition is under way. What writes
 * a whole session or cart back loses something here and nowhere else. Rejects only when `signal` is aborted.
 */
export async function probeOverlaps({
  url,
  instances,
  signal,
}: OverlapProbeOptions): Promise<OverlapFindings> {
  const cookies = new Map<string, string>()
  const device = createDevice({ url, name: 'tabs', watcher: noWatcher, signal, cookies })
  if (!(await signUp(device))) return {}
  const parallelAdds = await addAtOnce(device)
  const profileStatuses = await askEveryInstance({ url, cookies, count: instances() })
  const statusAfterLogout = await logOutDuringAdd({ url, cookies, device })
  return { parallelAdds, profileStatuses, statusAfterLogout }
}

async function signUp(device: Device) {
  const id = randomUUID()
  const body = { email: `${id}@example.test`, password: `secret-${id}`, displayName: 'Tabs' }
  await device.openSession()
  const { status } = await device.send('POST', '/api/accounts', { body, key: id })
  await device.openSession()
  return status === 201
}

async function addAtOnce(device: Device) {
  const body = { productId: 'copper-kettle', quantity: 1 }
  const add = () => device.send('POST', '/api/cart/lines', { body, key: randomUUID() })
  const answers = await Promise.all(Array.from({ length: addsAtOnce }, add))
  const acknowledged = answers.filter(({ status }) => status === 200).length
  const { status, body: cart } = await device.send('GET', '/api/cart')
  if (acknowledged < 2 || status !== 200) return undefined
  return { acknowledged, shown: (cart as { units: number }).units }
}

interface Asking {
  readonly url: string
  readonly cookies: ReadonlyMap<string, string>
  readonly count: number
}

/** Without the balancer's cookie, until every instance has answered or many have been asked. */
async function askEveryInstance({ url, cookies, count }: Asking) {
  const statuses = new Map<string, number>()
  for (let ask = 0; ask < count * 6 && statuses.size < count; ask++) {
    const { instance, status } = await askProfile(url, cookies)
    if (instance && !statuses.has(instance)) statuses.set(instance, status)
  }
  return statuses.size > 0 ? [...statuses.values()] : undefined
}
