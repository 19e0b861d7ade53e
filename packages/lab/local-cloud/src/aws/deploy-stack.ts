import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Template } from '@unsticky/data-stack'
import { waitUntil } from '@unsticky/processes'
import { dummyCredentials, region } from './aws-settings.ts'
import { enableTimeToLive } from './enable-time-to-live.ts'

/** Thrown when CloudFormation could not create the stack. The message names what failed. */
export class DeployFailedError extends Error {}

interface DeployOptions {
  readonly endpoint: string
  readonly stackName: string
}

/** CloudFormation takes longer templates only from a bucket. */
const longestBody = 51_200

/** Creates a stack at `endpoint` through CloudFormation, waits until it is complete and returns its outputs. */
export async function deployStack(
  template: Template,
  { endpoint, stackName }: DeployOptions,
): Promise<Readonly<Record<string, string>>> {
  const client = new CloudFormationClient({ endpoint, region, credentials: dummyCredentials })
  try {
    const body = await bodyOf(template, { endpoint, stackName })
    const Capabilities = ['CAPABILITY_IAM' as const]
    await client.send(new CreateStackCommand({ StackName: stackName, Capabilities, ...body }))
    const stack = await waitUntil(() => whenSettled(client, stackName), {
      what: `the stack ${stackName} to be deployed`,
      timeoutMs: 60_000,
    })
    if (stack.StackStatus !== 'CREATE_COMPLETE')
      throw new DeployFailedError(
        `The stack ${stackName} is ${stack.StackStatus}:\n${await failures(client, stackName)}`,
      )
    await enableTimeToLive(template, { cloudFormation: client, stackName, endpoint })
    const outputs = stack.Outputs ?? []
    return Object.fromEntries(outputs.map(({ OutputKey, OutputValue = '' }) => [OutputKey, OutputValue]))
  } finally {
    client.destroy()
  }
}

async function bodyOf(template: Template, { endpoint, stackName }: DeployOptions) {
  const text = JSON.stringify(template)
  if (text.length <= longestBody) return { TemplateBody: text }
  const client = new S3Client({ endpoint, region, credentials: dummyCredentials, forcePathStyle: true })
  const at = { Bucket: 'cloudformation-templates', Key: `${stackName}.json` }
  try {
    await client.send(new CreateBucketCommand({ Bucket: at.Bucket }))
    await client.send(new PutObjectCommand({ ...at, Body: text }))
    return { TemplateURL: `${endpoint}/${at.Bucket}/${at.Key}` }
  } finally {
    client.destroy()
  }
}

async function whenSettled(client: CloudFormationClient, StackName: string) {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }))
  return stack?.StackStatus?.endsWith('IN_PROGRESS') ? undefined : stack
}

async function failures(client: CloudFormationClient, StackName: string) {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }))
  return StackEvents.filter((event) => event.ResourceStatus?.endsWith('FAILED'))
    .map((event) => `- ${event.LogicalResourceId}: ${event.ResourceStatusReason ?? event.ResourceStatus}`)
    .join('\n')
}
