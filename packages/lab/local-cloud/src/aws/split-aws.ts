import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { ProcessGroup } from '@unsticky/processes'
import type { Log } from '../progress/log.ts'
import type { ServiceHandle } from '../service.ts'
import { type AwsHandle, type ServiceApart, servicesApart, startAws } from './start-aws.ts'

interface SplitOptions {
  readonly group: ProcessGroup
  readonly log?: Log
}

/**
 * Gives DynamoDB and Cognito a process each. One MiniStack does one thing at a time, and a sign-up keeps it for 7 ms of
 * CPU: on AWS nobody's product page waits for somebody else's sign-up.
 *
 * Each process starts with a copy of everything that is deployed, and only its own part of it is asked for from then on.
 */
export async function splitAws(aws: AwsHandle, { group, log }: SplitOptions): Promise<AwsHandle> {
  await aws.kill() // saves what it holds
  const started = servicesApart.map(async (service) => {
    const name = `aws-${service.toLowerCase()}`
    cpSync(join(group.directory, 'aws'), join(group.directory, name), { recursive: true })
    return [service, await startAws({ group, log, name })] as const
  })
  await Promise.all([aws.restart(), ...started])
  return together(aws, Object.fromEntries(await Promise.all(started)))
}

/** One handle for all: frozen, killed and restarted together, as the tests of an outage of AWS mean it. */
function together(aws: AwsHandle, apart: Readonly<Partial<Record<ServiceApart, ServiceHandle>>>): AwsHandle {
  const all: readonly ServiceHandle[] = [aws, ...Object.values(apart)]
  return {
    apart,
    port: aws.port,
    endpoint: aws.endpoint,
    get pid() {
      return aws.pid
    },
    freeze: () => all.forEach((service) => void service.freeze()),
    thaw: () => all.forEach((service) => void service.thaw()),
    kill: async () => void (await Promise.all(all.map((service) => service.kill()))),
    restart: async (options) => void (await Promise.all(all.map((service) => service.restart(options)))),
  }
}
