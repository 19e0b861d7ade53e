import { type CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import type { Template } from '@unsticky/data-stack'
import { dummyCredentials, region } from './aws-settings.ts'

interface Deployed {
  readonly cloudFormation: CloudFormationClient
  readonly stackName: string
  readonly endpoint: string
}

/**
 * Does what AWS does by itself and MiniStack 1.5 forgets: its CloudFormation takes a table's TimeToLiveSpecification
 * without a word and leaves the time to live off. What is turned on stands in the template, not here.
 */
export async function enableTimeToLive(
  template: Template,
  { cloudFormation, stackName, endpoint }: Deployed,
) {
  const { StackResources = [] } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  )
  const client = new DynamoDBClient({ endpoint, region, credentials: dummyCredentials })
  try {
    for (const { LogicalResourceId = '', PhysicalResourceId } of StackResources) {
      // Some resources have no properties at all.
      const specification = template.Resources[LogicalResourceId]?.Properties?.TimeToLiveSpecification
      if (!specification) continue
      const wish = { TableName: PhysicalResourceId, TimeToLiveSpecification: specification }
      await client.send(new UpdateTimeToLiveCommand(wish))
    }
  } finally {
    client.destroy()
  }
}
