import type { DataOutputs } from '@unsticky/data-stack'
import type { ProcessGroup } from '@unsticky/processes'
import type { AwsHandle } from './aws/start-aws.ts'
import type { PaymentProvider } from './payments/payment-provider.ts'
import { awsEnvironment, valkeyEnvironment } from './shop-environment.ts'
import type { ValkeyHandle } from './valkey/start-valkey.ts'

/** A running local cloud. A part that was not asked for throws when it is touched. */
export interface LocalCloud extends AsyncDisposable {
  /** What an instance of the stateless shop needs in its environment. */
  readonly env: Readonly<Record<string, string>>
  readonly outputs: DataOutputs
  readonly aws: AwsHandle
  /** An empty folder that all instances see: stands for one on EFS. */
  readonly sessionsFolder: string
  /** Without persistence: comes back empty. */
  readonly valkeySessions: ValkeyHandle
  /** Append-only, synced before every answer: comes back whole. */
  readonly valkeyCarts: ValkeyHandle
  /** Keeps books of what was charged, outside every shop. */
  readonly payments: PaymentProvider
  /** Logs and data of this run; removed by `stop`. */
  readonly directory: string
  /** Ends every process and removes every file of this cloud. May be called again. */
  stop(): Promise<void>
}

interface Parts {
  readonly group: ProcessGroup
  readonly outputs?: DataOutputs
  readonly aws?: AwsHandle
  readonly sessionsFolder?: string
  readonly valkeySessions?: ValkeyHandle
  readonly valkeyCarts?: ValkeyHandle
  readonly payments: PaymentProvider
}

export function createLocalCloud({
  group,
  valkeySessions,
  valkeyCarts,
  payments,
  ...deployed
}: Parts): LocalCloud {
  const { outputs, aws, sessionsFolder } = deployed
  let stopping: Promise<void> | undefined
  return {
    env: {
      ...(aws && outputs && { ...awsEnvironment(aws, outputs), SHOP_PAYMENT_URL: payments.url }),
      ...(sessionsFolder && { SHOP_SESSIONS_FOLDER: sessionsFolder }),
      ...(valkeySessions &&
        valkeyCarts &&
        valkeyEnvironment({ sessions: valkeySessions.url, carts: valkeyCarts.url })),
    },
    get outputs() {
      return started(outputs, 'AWS')
    },
    get aws() {
      return started(aws, 'AWS')
    },
    get sessionsFolder() {
      return started(sessionsFolder, 'AWS')
    },
    get valkeySessions() {
      return started(valkeySessions, 'Valkey')
    },
    get valkeyCarts() {
      return started(valkeyCarts, 'Valkey')
    },
    payments,
    directory: group.directory,
    stop,
    [Symbol.asyncDispose]: stop,
  }

  function stop() {
    stopping ??= group.stopAll().then(() => payments[Symbol.asyncDispose]())
    return stopping
  }
}

function started<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new Error(`This local cloud was started without ${name}`)
  return part
}
