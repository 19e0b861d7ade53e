import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { dummyCredentials, region } from '@unsticky/local-cloud'

/** What functions have written into their logs since a moment, in milliseconds. */
export async function readLog(endpoint: string, startTime: number): Promise<string> {
  const client = new CloudWatchLogsClient({ endpoint, region, credentials: dummyCredentials })
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}))
  const texts = await Promise.all(
    logGroups.map(async ({ logGroupName }) => {
      const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName, startTime }))
      return events.map(({ message }) => message).join('\n')
    }),
  )
  client.destroy()
  return texts.join('\n')
}
