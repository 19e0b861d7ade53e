import type { DynamoClient } from '../connection/dynamo-client.ts'

export interface Endpoint {
  readonly protocol: string
  readonly hostname: string
  readonly port: number | undefined
  readonly path: string
}

/** Where a client's requests go, learned from the first one: the SDK alone knows all its settings. */
export function endpointOf(client: DynamoClient): () => Endpoint | undefined {
  let endpoint: Endpoint | undefined
  client.middlewareStack.add(
    (next) => async (args) => {
      const { protocol, hostname, port, path } = args.request as Endpoint
      endpoint ??= { protocol, hostname, port, path }
      return next(args)
    },
    { step: 'finalizeRequest', name: 'learnEndpoint', override: true },
  )
  return () => endpoint
}
