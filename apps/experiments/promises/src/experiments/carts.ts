/** One cart, whoever asks for it, from wherever, at the same time. */
import { type Experiment, UntellingError } from '../world/world.ts'

/** Laptop and phone of one account, on different instances: each sees what the other put in. */
export const twoDevices: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  const { instance } = await shopper.add(laptop, 'copper-kettle', 2)
  const phone = await world.deviceElsewhere(`${shopper.name}'s phone`, { not: [instance] })
  await shopper.logIn(phone)
  await shopper.readCart(phone)
  await shopper.add(phone, 'green-sencha', 3)
  await shopper.readCart(laptop)
  const { cartsChecked, cartsLost, anomalies } = world.judge()
  if (cartsChecked === 0) throw new UntellingError('Nobody looked for the cart')
  return { kept: cartsLost === 0, detail: anomalies[0]?.detail ?? 'Both devices saw the whole cart.' }
}

const adds = 12

/** Twelve additions of one device at the same moment, over as many connections. */
export const parallelAdds: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  const answers = await Promise.all(Array.from({ length: adds }, () => shopper.add(laptop, 'copper-kettle')))
  const acknowledged = answers.filter(({ status }) => status === 200).length
  if (acknowledged < adds / 2) throw new UntellingError(`Only ${acknowledged} additions were acknowledged`)
  await shopper.readCart(laptop)
  const { cartsLost, cartsMixed, anomalies } = world.judge()
  return {
    kept: cartsLost + cartsMixed === 0,
    detail: anomalies[0]?.detail ?? `All ${acknowledged} acknowledged additions were there.`,
  }
}

/** A cart in the account, another as a guest of the same browser, and a login button pressed twice. */
export const guestMergedOnce: Experiment = async (world) => {
  const shopper = world.shopper()
  const laptop = shopper.device('laptop')
  await shopper.signUp(laptop)
  await shopper.add(laptop, 'copper-kettle')
  await shopper.logOut(laptop)
  await laptop.openSession()
  await shopper.add(laptop, 'green-sencha', 2)
  const logins = await Promise.all([shopper.enter(laptop), shopper.enter(laptop)])
  if (!logins.some(({ status }) => status === 200))
    throw new UntellingError(`The logins were answered ${logins.map(({ status }) => status).join(' and ')}`)
  await laptop.openSession()
  await shopper.readCart(laptop)
  const { cartsLost, cartsMixed, anomalies } = world.judge()
  return {
    kept: cartsLost + cartsMixed === 0,
    detail: anomalies[0]?.detail ?? 'The cart was the sum of both, once.',
  }
}
