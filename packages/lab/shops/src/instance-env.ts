import { join } from 'node:path'
import type { ProgramContext } from '@unsticky/fleet'
import { crowdFromOneAddress } from '@unsticky/http'
import type { Step } from './contestants.ts'

export { crowdFromOneAddress } from '@unsticky/http'

interface EnvironmentOptions {
  /** What local-cloud gives: addresses and names of the backing services. The stateful shop needs none. */
  readonly cloudEnv: Readonly<Record<string, string>>
  /** Each stateful instance gets a folder of its own below this: the disk of its server. */
  readonly directory: string
  /** Settings on top, the same for every contestant. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The whole environment of one instance. */
export function instanceEnv(step: Step, { cloudEnv, directory, settings = {} }: EnvironmentOptions) {
  return ({ url, instanceId }: ProgramContext): NodeJS.ProcessEnv => ({
    PUBLIC_ORIGIN: url,
    LOG_LEVEL: 'warn',
    ...crowdFromOneAddress,
    // Pictures are fetched from the file store itself, so the pages must allow its origin.
    ...(cloudEnv.AWS_ENDPOINT_URL && { PICTURE_ORIGINS: cloudEnv.AWS_ENDPOINT_URL }),
    ...(step === 'stateful' ? { SHOP_FILES_DIRECTORY: join(directory, `disk-of-${instanceId}`) } : cloudEnv),
    ...settings,
  })
}
