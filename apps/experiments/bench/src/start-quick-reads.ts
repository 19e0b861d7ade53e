import { fileURLToPath } from 'node:url'
import type { LocalCloud } from '@unsticky/local-cloud'
import type { ProcessGroup } from '@unsticky/processes'

const program = fileURLToPath(new URL('./quick-reads.ts', import.meta.url))

/** Puts quick reads before the emulator of DynamoDB; the environment with which every subject finds them. */
export async function startQuickReads(
  { env }: Pick<LocalCloud, 'env'>,
  { group }: { group: ProcessGroup },
): Promise<Readonly<Record<string, string>>> {
  const listening = Promise.withResolvers<number>()
  const child = await group.spawn({
    name: 'quick-reads',
    command: process.execPath,
    args: [program],
    env: {
      PATH: process.env.PATH,
      EMULATOR_URL: env.AWS_ENDPOINT_URL_DYNAMODB ?? env.AWS_ENDPOINT_URL ?? '',
    },
    onMessage: (message) => listening.resolve((message as { port: number }).port),
  })
  child.exited.then(() =>
    listening.reject(new Error(`quick reads ended at their start:\n${child.logTail()}`)),
  )
  return { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${await listening.promise}` }
}
