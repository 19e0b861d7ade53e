import type { DynamoClient } from '../connection/dynamo-client.ts'

/** What this client is asked from now on, as text, in order. */
export function recordInputs(client: DynamoClient): readonly string[] {
  const inputs: string[] = []
  client.middlewareStack.add(
    (next) => async (args) => {
      inputs.push(JSON.stringify(args.input))
      return next(args)
    },
    { step: 'initialize' },
  )
  return inputs
}
