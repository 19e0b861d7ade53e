import { freshEmail } from '@unsticky/http/testing'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'
import type { Shop } from '../shop.ts'
import { isSignedIn, signUpAs, tally, times } from '../shoppers.ts'

const signUps = 20

export const oneEmailTwentySignUps: Experiment = {
  async before(shop) {
    const { created, signedIn } = await signUpAtOnce(shop)

    expect([created, signedIn]).toEqual([3, 3])
  },

  async after(shop) {
    const { created, signedIn, statuses } = await signUpAtOnce(shop)

    expect([created, signedIn]).toEqual([1, 1])
    // Taken, or too many attempts for this address: nothing else.
    expect(Object.keys(statuses).filter((status) => !['201', '409', '429'].includes(status))).toEqual([])
  },
}

/** Each with a password of its own, or the later ones would count as repeats of the first. */
async function signUpAtOnce(shop: Shop) {
  const email = freshEmail()
  const devices = Array.from({ length: signUps }, (_, index) => shop.device(shop.instances()[index % 3]))
  const answers = await times(signUps, (index) =>
    signUpAs(devices[index] as (typeof devices)[number], email, `password number ${index}`),
  )
  const statuses = tally(answers.map(({ status }) => status))
  const signedIn = (await Promise.all(devices.map(isSignedIn))).filter(Boolean).length
  return { statuses, created: statuses[201], signedIn }
}
