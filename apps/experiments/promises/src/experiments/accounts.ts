/** Logins, logouts and pictures, asked on every instance. */
import { waitUntil } from '@unsticky/processes'
import { type Answer, type Device, jsonOf } from '../http/device.ts'
import { digestOf, type Shopper } from '../http/shopper.ts'
import { type Experiment, instancesPerFleet, patience, UntellingError, type World } from '../world/world.ts'

/** One session, shown to every instance. */
export const loginEverywhere: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  const answers = await onEveryInstance(world, () => shopper.readProfile(laptop, { anywhere: true }))
  return {
    kept: answers.every(({ status }) => status === 200),
    detail: `The profile was answered ${statuses(answers)}.`,
  }
}

const orderArrived = '"method":"POST","url":"/api/orders"'

/** A checkout is still at work when its shopper logs out; afterwards the old cookie is tried everywhere. */
export const logoutFinal: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  await shopper.add(laptop, 'copper-kettle')
  const before = world.countLogged(orderArrived)
  const slow = shopper.checkOut(laptop, { card: 'slow' }) // three seconds
  const hasArrived = () => world.countLogged(orderArrived) > before
  await waitUntil(hasArrived, { what: 'the order to arrive', timeoutMs: 5000 })
  const stolen = laptop.jar.copy()
  const { status } = await shopper.logOut(laptop)
  if (status !== 204) throw new UntellingError(`The logout was answered ${status}`)
  const { status: ordered } = await slow
  if (ordered !== 201) throw new UntellingError(`The order that was under way was answered ${ordered}`)
  const answers = await onEveryInstance(world, () =>
    readWith(world, stolen.header({ except: 'shop_target' })),
  )
  return {
    kept: answers.every((answer) => answer.status === 401),
    detail: `After the logout the old cookie was answered ${statuses(answers)}.`,
  }
}

async function readWith({ url }: World, cookie: string): Promise<Answer> {
  const response = await fetch(`${url}/api/profile`, { headers: { cookie } })
  const instance = response.headers.get('x-instance-id') ?? undefined
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, instance, headers: response.headers, bytes }
}

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Uploaded on one instance, looked at by devices on every other, and once more after that one was killed. */
export const pictureEverywhere: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  const upload = { bytes: picture, contentType: 'image/png' }
  const { status, instance } = await laptop.request('PUT', '/api/profile/picture', upload)
  if (status !== 204) throw new UntellingError(`The upload was answered ${status}`)
  const wanted = await look(shopper, laptop)
  const looks: string[] = []
  const known: (string | undefined)[] = [instance]
  while (known.length < instancesPerFleet) {
    const phone = await world.deviceElsewhere(`phone ${known.length}`, { not: known })
    const { instance: answering } = await shopper.logIn(phone)
    looks.push(await look(shopper, phone))
    known.push(answering ?? 'none')
  }
  await world.killAndReplace(instance)
  const tablet = await world.deviceElsewhere('tablet', { not: [] })
  await shopper.logIn(tablet)
  looks.push(await look(shopper, tablet))
  const seen = looks.filter((each) => each === wanted).length
  return {
    kept: seen === looks.length,
    detail: `${seen} of ${looks.length} looks from elsewhere found the picture.`,
  }
}

async function look(shopper: Shopper, device: Device): Promise<string> {
  const path = '/api/profile/picture'
  const shows = ({ bytes }: Answer) => ({ picture: digestOf(bytes) })
  const answer = await shopper.act(device, 'readPicture', { method: 'GET', path, shows })
  const location = answer.headers.get('location')
  if (answer.status === 200) return digestOf(answer.bytes)
  if (answer.status !== 302 || !location) return `status ${answer.status}`
  const file = await fetch(location)
  return file.ok ? digestOf(Buffer.from(await file.arrayBuffer())) : `status ${file.status}`
}

/** Asks until every instance has answered. */
export async function onEveryInstance(
  { ready }: World,
  ask: () => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers = new Map<string, Answer>()
  for (let attempt = 0; attempt < patience && answers.size < ready().length; attempt++) {
    const answer = await ask()
    if (answer.instance && !answers.has(answer.instance)) answers.set(answer.instance, answer)
  }
  if (answers.size < ready().length) throw new UntellingError('Not every instance answered')
  return [...answers.values()]
}

export const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).join(', ')

/** Whom the shop takes a session for. */
export const accountIdOf = (answer: Answer) => jsonOf<{ accountId: string }>(answer).accountId
