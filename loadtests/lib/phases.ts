/** The phases that all shoppers of 23-demo go through together, so that everybody shops when an instance is killed. */
export interface Phases {
  readonly shoppers: number
  /** Seconds from the common start at which each phase ends. */
  readonly arriveUntil: number
  readonly shopUntil: number
  readonly readBackUntil: number
  readonly checkOutUntil: number
}

export const phases: Readonly<Record<string, Phases>> = {
  smoke: { shoppers: 20, arriveUntil: 2.5, shopUntil: 7, readBackUntil: 10, checkOutUntil: 11.5 },
  demo: { shoppers: 100, arriveUntil: 4, shopUntil: 10, readBackUntil: 14, checkOutUntil: 19 },
}

export function phasesNamed(name: string): Phases {
  const found = phases[name]
  if (!found)
    throw new Error(`There are no phases "${name}". Choose one of: ${Object.keys(phases).join(', ')}`)
  return found
}
