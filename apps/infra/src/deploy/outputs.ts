import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'

/** What a deployed stack says of itself; `undefined` when there is none. */
export async function outputsOf(StackName: string): Promise<Readonly<Record<string, string>> | undefined> {
  const client = new CloudFormationClient({})
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }))
    const outputs = stack?.Outputs ?? []
    return Object.fromEntries(outputs.map(({ OutputKey, OutputValue = '' }) => [OutputKey, OutputValue]))
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return undefined
    throw error
  } finally {
    client.destroy()
  }
}
