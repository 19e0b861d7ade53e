import { join } from 'node:path'
import type { ProgramContext } from '@unsticky/fleet'
import { crowdFromOneAddress } from '@unsticky/shops/instance-env'

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
    ...crowdFromOneAddress,
    ...(usesServices ? servicesEnv : { SHOP_FILES_DIRECTORY: join(directory, `disk-of-${instanceId}`) }),
    ...own,
  })
}
