import { createInterface } from 'node:readline/promises'
import { S3Client } from '@aws-sdk/client-s3'
import { Command, InvalidArgumentError } from 'commander'
import type { Variant } from './cost.ts'

const variants: readonly Variant[] = ['stateless', 'stateful', 'lambda']

export interface DeployOptions {
  readonly shops: readonly Variant[]
  readonly dryRun: boolean
  readonly yes: boolean
  readonly protect: boolean
}

/** The options that both commands have. */
export function readOptions(name: string, description: string): DeployOptions {
  return new Command(name)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .description(description)
    .option('--shops <names>', `some of ${variants.join(', ')}, with commas`, parseShops, [
      'stateless',
      'stateful',
    ])
    .option('--dry-run', 'say what would be done and check it offline; no account is asked', false)
    .option('--yes', 'do not ask', false)
    .option('--protect', 'data outlives its stack and cannot be deleted by mistake', false)
    .parse()
    .opts()
}

function parseShops(text: string): readonly Variant[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !variants.includes(name as Variant))
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no shop "${unknown}".`)
  return variants.filter((variant) => names.includes(variant))
}

/** Thrown when a command cannot begin; the message says what to do. */
export class CannotBeginError extends Error {}

/** Throws `CannotBeginError` before anything is built or paid for. */
export async function assertAccount(env = process.env): Promise<void> {
  if (!env.AWS_REGION)
    throw new CannotBeginError('Say where: AWS_REGION=eu-central-1, for example. Nothing was done.')
  const client = new S3Client({})
  try {
    await client.config.credentials()
  } catch {
    throw new CannotBeginError(
      'There are no AWS credentials: `aws configure sso`, or AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Nothing was done.',
    )
  } finally {
    client.destroy()
  }
}

/** Only a typed "yes" goes on; without a terminal nobody could type it. */
export async function isAgreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} Type yes to go on: `)
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}
