import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { synthesizeDataStack } from '@unsticky/data-stack'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { deployDataStack } from './aws/deploy-data-stack.ts'
import { readPassword } from './aws/read-password.ts'
import { splitAws } from './aws/split-aws.ts'
import { startAws } from './aws/start-aws.ts'
import { createLocalCloud, type LocalCloud } from './local-cloud-handle.ts'
import { startPaymentProvider } from './payments/payment-provider.ts'
import { createLog, type Log } from './progress/log.ts'
import { ensureTools } from './tools/ensure-tools.ts'
import { startValkey } from './valkey/start-valkey.ts'

export interface StartLocalCloudOptions {
  readonly log?: Log
  /** Start the two Valkeys. Without AWS their passwords are random ones, see the handles. */
  readonly valkey?: boolean
  /** Start MiniStack and deploy the data stack. */
  readonly aws?: boolean
  /** A process for each of the busy AWS services, where there is memory for them: for who measures times. */
  readonly awsApart?: boolean
}

/** A process takes 40 MB at its start, 90 MB after much use. */
const memoryForApart = 1024 ** 3

/**
 * Starts what the stateless shop stands on, on free loopback ports, and deploys the data stack. Nothing of it
 * outlives this process; `stop` ends it earlier. Two clouds on one machine know nothing of each other.
 */
export async function startLocalCloud({
  log = createLog(),
  valkey = true,
  aws = true,
  awsApart = false,
}: StartLocalCloudOptions = {}): Promise<LocalCloud> {
  await ensureTools([...(valkey ? (['valkey'] as const) : []), ...(aws ? (['ministack'] as const) : [])], {
    log,
  })
  const isApart = awsApart && process.availableMemory() > memoryForApart
  const group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-cloud-')),
    temporary: true,
  })
  try {
    return await log.step('Starting the local cloud', async (update) => {
      if (aws) update('AWS')
      const deployed = aws ? await startAndDeploy({ group, log, isApart }) : undefined
      if (valkey) update('Valkey')
      const valkeys = valkey ? await startValkeys(group, log, deployed) : undefined
      const payments = await startPaymentProvider()
      return createLocalCloud({ group, payments, ...deployed, ...valkeys })
    })
  } catch (error) {
    await group.stopAll()
    throw error
  }
}

type Deployed = Awaited<ReturnType<typeof startAndDeploy>>

interface DeployOptions {
  readonly group: ProcessGroup
  readonly log: Log
  readonly isApart: boolean
}

async function startAndDeploy({ group, log, isApart }: DeployOptions) {
  const [template, aws] = await Promise.all([
    synthesizeDataStack({ protect: false }),
    startAws({ group, log }),
  ])
  const sessionsFolder = join(group.directory, 'sessions')
  mkdirSync(sessionsFolder, { mode: 0o700 })
  const outputs = await deployDataStack(template, aws.endpoint)
  return { aws: isApart ? await splitAws(aws, { group, log }) : aws, outputs, sessionsFolder }
}

async function startValkeys(group: ProcessGroup, log: Log, deployed: Deployed | undefined) {
  const [sessionsPassword, cartsPassword] = await Promise.all([
    passwordFor('ValkeySessionsSecret', deployed),
    passwordFor('ValkeyCartsSecret', deployed),
  ])
  const [valkeySessions, valkeyCarts] = await Promise.all([
    startValkey({ name: 'sessions', durable: false, password: sessionsPassword, group, log }),
    startValkey({ name: 'carts', durable: true, password: cartsPassword, group, log }),
  ])
  return { valkeySessions, valkeyCarts }
}

/** As on AWS: the store is given the password that stands in the secret, and the shop reads it from there. */
function passwordFor(secret: 'ValkeySessionsSecret' | 'ValkeyCartsSecret', deployed: Deployed | undefined) {
  if (!deployed) return randomBytes(20).toString('hex')
  return readPassword(deployed.outputs[secret], deployed.aws.endpoint)
}
