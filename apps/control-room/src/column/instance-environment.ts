import { join } from 'node:path'
import type { ProgramContext } from '@unsticky/fleet'

interface EnvironmentOptions {
  readonly usesServices: boolean
  readonly servicesEnv: Readonly<Record<string, string>>
  /** Each instance of a step without services gets a folder of its own below this: the disk of its server. */
  readonly directory: string
  /** What the step adds. */
  readonly own: Readonly<Record<string, string>>
}

/** The whole environment of one instance. */
export function instanceEnvironment({ usesServices, servicesEnv, directory, own }: EnvironmentOptions) {
  return ({ url, instanceId }: ProgramContext): NodeJS.ProcessEnv => ({
    PUBLIC_ORIGIN: url,
    LOG_LEVEL: 'warn',
    // All shoppers come from one address.
    LOGIN_ATTEMPTS_PER_ADDRESS: '1000000',
    ...(usesServices ? servicesEnv : { SHOP_FILES_DIRECTORY: join(directory, `disk-of-${instanceId}`) }),
    ...own,
  })
}
