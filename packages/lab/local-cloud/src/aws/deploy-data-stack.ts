import { randomBytes } from 'node:crypto'
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { asDataOutputs, type DataOutputs, type Template } from '@unsticky/data-stack'
import { waitUntil } from '@unsticky/processes'
import { dummyCredentials, region } from './aws-settings.ts'
import { enableTimeToLive } from './enable-time-to-live.ts'

/** Thrown when CloudFormation could not create the stack. The message names what failed. */
export class DeployFailedError extends Error {}

/** Creates the data stack at `endpoint` through CloudFormation, waits until it is complete and returns its outputs. */
export async function deployDataStack(template: Template, endpoint: string): Promise<DataOutputs> {
  const client = new CloudFormationClient({ endpoint, region, credentials: dummyCredentials })
  const StackName = `Unsticky-${randomBytes(4).toString('hex')}`
  try {
    await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }))
    const stack = await waitUntil(() => whenSettled(client, StackName), {
      what: 'the data stack to be deployed',
      timeoutMs: 60_000,
    })
    if (stack.StackStatus !== 'CREATE_COMPLETE') {
      throw new DeployFailedError(
        `The data stack is ${stack.StackStatus}:\n${await failures(client, StackName)}`,
      )
    }
    await enableTimeToLive(template, { cloudFormation: client, stackName: StackName, endpoint })
    const outputs = stack.Outputs ?? []
    return asDataOutputs(Object.fromEntries(outputs.map((output) => [output.OutputKey, output.OutputValue])))
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
