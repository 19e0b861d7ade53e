import type { ShopperId } from '@unsticky/kernel'

const day = 24 * 60 * 60

/** A guest who does not come back leaves a cart behind; counted anew from every change. */
const guestSeconds = 30 * day
const accountSeconds = 90 * day

export const cartSeconds = (shopperId: ShopperId) =>
  shopperId.startsWith('guest_') ? guestSeconds : accountSeconds

/** Longer than the sealed lines themselves live: a merge that is resumed must find that it was made before. */
export const mergeKeySeconds = guestSeconds + day
