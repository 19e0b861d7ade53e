/**
 * Named load profiles: the shape of the load over time. A script names its average rate, a profile multiplies it.
 * Nothing of k6 is in here, so `pnpm load` lists the same names that the scripts know.
 */

export interface Stage {
  readonly seconds: number
  /** Times the average rate of the script at the end of this stage. */
  readonly times: number
}

/** What to use which for: `pnpm load --help` and README.md. */
export const profiles: Readonly<Record<string, readonly Stage[]>> = {
  smoke: [
    { seconds: 1, times: 0.5 },
    { seconds: 4, times: 0.5 },
  ],
  average: [
    { seconds: 20, times: 1 },
    { seconds: 120, times: 1 },
    { seconds: 10, times: 0 },
  ],
  stress: [
    { seconds: 30, times: 1 },
    { seconds: 60, times: 2 },
    { seconds: 60, times: 4 },
    { seconds: 60, times: 8 },
    { seconds: 10, times: 0 },
  ],
  spike: [
    { seconds: 20, times: 1 },
    { seconds: 2, times: 10 },
    { seconds: 20, times: 10 },
    { seconds: 2, times: 1 },
    { seconds: 30, times: 1 },
  ],
  soak: [
    { seconds: 60, times: 1 },
    { seconds: 1800, times: 1 },
    { seconds: 10, times: 0 },
  ],
  steady: [
    { seconds: 0, times: 1 },
    { seconds: 60, times: 1 },
  ],
}

export const profileNames: readonly string[] = Object.keys(profiles)

/** Throws, naming what there is. */
export function profileNamed(name: string): readonly Stage[] {
  const profile = profiles[name]
  if (!profile) throw new Error(`There is no profile "${name}". Choose one of: ${profileNames.join(', ')}`)
  return profile
}
