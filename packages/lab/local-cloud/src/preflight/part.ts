/** One thing that the project needs or can use, as `pnpm preflight` sees it. */
export interface Part {
  readonly name: string
  /** What it is for, in a few words. */
  readonly purpose: string
  readonly needed: boolean
  /** `fetchable`: not here yet, the first run that needs it brings it. */
  readonly status: 'found' | 'fetchable' | 'missing'
  readonly version?: string
  readonly path?: string
  /** What was passed over and why, or how it will be fetched. */
  readonly notes: readonly string[]
  /** What to do; there when the part is missing. */
  readonly fix?: string
}

/** Whether everything that is needed is here or can be fetched. */
export const isReady = (parts: readonly Part[]) =>
  parts.every((part) => !part.needed || part.status !== 'missing')
