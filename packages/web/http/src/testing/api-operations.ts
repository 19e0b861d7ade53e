import type { FastifyInstance, InjectOptions } from 'fastify'

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
}

export interface Operation {
  readonly method: NonNullable<InjectOptions['method']>
  /** As in the document: /api/orders/{orderId}. */
  readonly path: string
  readonly body: JsonSchema | undefined
}

interface OpenApiOperation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
}

/** Every operation of the API by its own document, so that a new route is tested without anybody thinking of it. */
export async function listOperations(app: FastifyInstance): Promise<readonly Operation[]> {
  const { paths } = (await app.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, OpenApiOperation>>
  }
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      body: requestBody?.content['application/json']?.schema,
    })),
  )
}

/** A body that a schema takes. */
export function sampleOf({ properties, type, enum: values, format, pattern, minimum }: JsonSchema): unknown {
  if (properties)
    return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, sampleOf(each)]))
  if (values) return values[0]
  if (type === 'integer') return Math.max(minimum ?? 1, 1)
  if (format === 'email') return 'somebody@example.test'
  return pattern === '^[A-Z]{2}$' ? 'IE' : 'copper-kettle'
}
