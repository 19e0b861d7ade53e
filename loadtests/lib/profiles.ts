/** Named load profiles: how many shoppers, and how long each part of the continuity scenario takes. */
export interface Profile {
  readonly shoppers: number
  /** Seconds from the common start at which each phase begins; an instance is killed within `shop`. */
  readonly arriveUntil: number
  readonly shopUntil: number
  readonly readBackUntil: number
  readonly checkOutUntil: number
}

export const profiles: Readonly<Record<string, Profile>> = {
  smoke: { shoppers: 20, arriveUntil: 3, shopUntil: 9, readBackUntil: 13, checkOutUntil: 15 },
  demo: { shoppers: 100, arriveUntil: 4, shopUntil: 10, readBackUntil: 14, checkOutUntil: 19 },
}

export function profileNamed(name: string): Profile {
  const profile = profiles[name]
  if (!profile)
    throw new Error(`There is no profile "${name}". Choose one of: ${Object.keys(profiles).join(', ')}`)
  return profile
}
