import { randomUUID } from 'node:crypto'
import { createDevice, type Device } from '../shoppers/device.ts'
import type { DeviceView } from '../snapshot.ts'
import { type DeviceProxy, startDeviceProxy } from './device-proxy.ts'

export interface DevicePair {
  /** A new shopper signs up on the laptop, puts something in, and logs in on the phone. Never rejects. */
  signIn(): Promise<void>
  /** The same shopper logs in on both devices; who is not known there any more signs up again. Never rejects. */
  logInAgain(): Promise<void>
  /** Asks on each device who is signed in and what is in the cart. Never rejects. */
  look(): Promise<void>
  views(): readonly DeviceView[]
  stop(): Promise<void>
}

interface DevicePairOptions {
  readonly target: () => string | undefined
  readonly roomOrigin: () => string
}

interface State {
  readonly name: DeviceView['name']
  readonly cookies: Map<string, string>
  readonly proxy: DeviceProxy
  view: Omit<DeviceView, 'name' | 'url'>
}

interface Account {
  readonly email: string
  readonly password: string
}

const noWatcher = { onAnswer: () => {}, onRetry: () => {}, onOutcome: () => {} }
const productIds = ['copper-kettle', 'copper-kettle']

/** A laptop and a phone of one shopper, each with cookies of its own, both in the real shop. */
export async function createDevicePair({ target, roomOrigin }: DevicePairOptions): Promise<DevicePair> {
  const stopping = new AbortController()
  const laptop = await createState('laptop')
  const phone = await createState('phone')
  let account: Account | undefined
  return { signIn, logInAgain, look, views, stop }

  async function createState(name: State['name']): Promise<State> {
    const cookies = new Map<string, string>()
    const onAnswer = (instance: string | undefined) => {
      if (instance) state.view = { ...state.view, instance }
    }
    const proxy = await startDeviceProxy({ target, cookies, roomOrigin, onAnswer })
    const state: State = { name, cookies, proxy, view: { isSignedIn: false, note: '', revision: 0 } }
    return state
  }

  async function signIn() {
    // Who gets no answer tries again; who is refused has been answered.
    for (let attempt = 0; attempt < 3 && !(await wasAnswered(signInOnce)); attempt++);
    showAgain()
    await look()
  }

  /** The pages in the frames are loaded again. */
  function showAgain() {
    for (const state of [laptop, phone]) state.view = { ...state.view, revision: state.view.revision + 1 }
  }

  async function logInAgain() {
    const known = account
    if (!known) return signIn()
    for (const { cookies } of [laptop, phone]) cookies.clear()
    const isKnown = (await onBoth(known).catch(() => [])).every((status) => status === 200)
    if (!isKnown) return signIn()
    showAgain()
    await look()
  }

  function onBoth(known: Account) {
    return Promise.all([logIn(laptop, known), logIn(phone, known)])
  }

  async function wasAnswered(work: () => Promise<readonly number[]>) {
    const statuses = await work().catch(() => []) // stopping
    return statuses.every((status) => status > 0 && status < 500)
  }

  /** Resolves to the statuses of the sign-up and the login. */
  async function signInOnce() {
    const name = `Demo ${randomUUID().slice(0, 4)}`
    account = { email: `${randomUUID()}@example.test`, password: 'demo-password-1' }
    for (const { cookies } of [laptop, phone]) cookies.clear()
    return [await onLaptop({ ...account, displayName: name }), await logIn(phone, account)]
  }

  async function onLaptop(account: object) {
    const device = open(laptop)
    await device.openSession()
    const { status } = await device.send('POST', '/api/accounts', { body: account, key: randomUUID() })
    laptop.view = { ...laptop.view, note: status === 201 ? '' : `The sign-up was refused with ${status}` }
    await device.openSession()
    for (const productId of productIds) {
      await device.send('POST', '/api/cart/lines', { body: { productId, quantity: 1 }, key: randomUUID() })
    }
    return status
  }

  async function logIn(state: State, body: Account) {
    const device = open(state)
    await device.openSession()
    const { status } = await device.send('POST', '/api/session', { body, key: randomUUID() })
    state.view = { ...state.view, note: status === 200 ? '' : `The login was refused with ${status}` }
    return status
  }

  async function look() {
    await Promise.all([laptop, phone].map(lookAt)).catch(() => {}) // stopping
  }

  async function lookAt(state: State) {
    if (!target()) return
    const device = open(state)
    const session = await device.send('GET', '/api/session')
    const cart = await device.send('GET', '/api/cart')
    const { signedIn = false } = (session.body ?? {}) as { signedIn?: boolean }
    const { units } = (cart.body ?? {}) as { units?: number }
    const isKnown = session.status === 200 && cart.status === 200
    const { view } = state
    const isOther = isKnown && (view.isSignedIn !== signedIn || (view.units ?? 0) > (units ?? 0))
    state.view = {
      ...view,
      instance: cart.instance ?? view.instance,
      isSignedIn: isKnown ? signedIn : view.isSignedIn,
      units: isKnown ? units : undefined,
      // The page in the frame does not hear of a loss: it is loaded again.
      revision: view.revision + (isOther ? 1 : 0),
    }
  }

  function open({ name, cookies }: State): Device {
    return createDevice({ url: target() ?? '', name, watcher: noWatcher, signal: stopping.signal, cookies })
  }

  function views() {
    return [laptop, phone].map(({ name, proxy, view }) => ({ name, url: proxy.url, ...view }))
  }

  async function stop() {
    stopping.abort()
    await Promise.all([laptop, phone].map(({ proxy }) => proxy.close()))
  }
}
