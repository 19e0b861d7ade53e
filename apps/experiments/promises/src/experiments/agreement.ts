/** What the instances have to agree on: cookies, limits, live updates, the reminder. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { waitUntil } from '@unsticky/processes'
import type { Device } from '../http/device.ts'
import { listenToCart } from '../http/live-cart.ts'
import { type Experiment, instancesPerFleet, UntellingError, type World } from '../world/world.ts'
import { accountIdOf, onEveryInstance, statuses } from './accounts.ts'

/** A guest's cookie and token, older than a new key and than every instance, still write on each of them. */
export const cookiesSurvive: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await laptop.openSession()
  await world.rotateCookieKeys()
  await world.rollingRestart()
  const line = { productId: 'copper-kettle', quantity: 1 }
  const write = (key: string) => ({ json: line, key, plain: true, anywhere: true })
  let sent = 0
  const answers = await onEveryInstance(world, () =>
    laptop.request('POST', '/api/cart/lines', write(`${shopper.name}-${sent++}`)),
  )
  return {
    kept: answers.every(({ status }) => status === 200),
    detail: `Writes with the old cookie were answered ${statuses(answers)}.`,
  }
}

/** Wrong passwords for one account, to whichever instance answers. */
export const rateLimitShared: Experiment = async (world) => {
  const shopper = world.shopper()
  await shopper.signUp(shopper.device('laptop'))
  const robot = shopper.device('robot')
  const json = { email: shopper.email, password: 'not the password 1' }
  const attempts = instancesPerFleet * world.loginAttempts + 1
  const answers = []
  for (let attempt = 0; attempt < attempts; attempt++)
    answers.push(await robot.request('POST', '/api/tokens', { json, plain: true, anywhere: true }))
  const guesses = answers.filter(({ status }) => status === 401).length
  if (guesses === 0) throw new UntellingError(`The attempts were answered ${statuses(answers)}`)
  return {
    kept: guesses <= world.loginAttempts,
    detail: `${guesses} guesses were answered where ${world.loginAttempts} are allowed.`,
  }
}

/** The laptop's page is open on one instance, the phone puts something in on another. */
export const liveUpdate: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  await using page = await listenToCart(world.url, laptop)
  const phone = await phoneOf(world, { shopper, not: page.instance })
  let heardBefore = page.heard()
  for (let attempt = 0; attempt < 6; attempt++) {
    heardBefore = page.heard()
    const { status, instance } = await shopper.add(phone, 'copper-kettle')
    if (status === 200 && instance !== page.instance) {
      const kept = await page.hearsMoreThan(heardBefore, { withinMs: 2000 })
      return {
        kept,
        detail: `The open page ${kept ? 'heard' : 'did not hear'} of a change made on another instance.`,
      }
    }
    await page.hearsMoreThan(heardBefore, { withinMs: 500 })
  }
  throw new UntellingError('No other instance took the change')
}

async function phoneOf(
  world: World,
  { shopper, not }: { shopper: ReturnType<World['shopper']>; not?: string },
) {
  const phone: Device = await world.deviceElsewhere(`${shopper.name}'s phone`, { not: [not] })
  await shopper.logIn(phone)
  return phone
}

interface LogLine {
  readonly msg?: string
  readonly shopperId?: string
}

/** One idle cart: how many reminders its shopper gets, and on how many instances the job runs. */
export const reminderOnce: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  const accountId = accountIdOf(await laptop.openSession())
  await shopper.add(laptop, 'copper-kettle')
  const reminders = () => linesOf(world).filter((line) => isReminderFor(accountId, line)).length
  const before = roundsByInstance(world)
  await waitUntil(() => reminders() > 0, { what: 'a reminder', timeoutMs: 5000 }).catch(() => {})
  await sleep(1500) // a round of whoever else may do the job
  const after = roundsByInstance(world)
  const running = [...after].filter(([id, rounds]) => rounds > (before.get(id) ?? 0)).length
  return {
    kept: reminders() === 1 && running === 1,
    detail: `The shopper got ${reminders()} reminders; the job ran on ${running} instances.`,
  }
}

const isReminderFor = (accountId: string, { msg, shopperId }: LogLine) =>
  msg === 'reminder sent' && shopperId === accountId

const roundsByInstance = ({ ready }: World) =>
  new Map(
    ready().map(({ id, logFile }) => [
      id,
      readLog(logFile).filter(({ msg }) => msg === 'reminder round').length,
    ]),
  )

const linesOf = ({ fleet }: World) => fleet.instances.flatMap(({ logFile }) => readLog(logFile))

const readLog = (file: string): readonly LogLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"reminder '))
    .map((line) => JSON.parse(line) as LogLine)
