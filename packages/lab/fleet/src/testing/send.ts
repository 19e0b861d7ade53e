import { type Agent, request } from 'node:http'

export interface Answer {
  /** 0 when there was no answer. */
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
  /** Like ECONNRESET. */
  readonly error?: string
  readonly instanceId: string | undefined
}

interface SendOptions {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  readonly agent?: Agent
  /** An address of 127.0.0.0/8 to come from. */
  readonly localAddress?: string
}

/** Sends one request with the path exactly as given (fetch would tidy it up). Never rejects. */
export function send(base: string, path: string, options: SendOptions = {}): Promise<Answer> {
  const { hostname, port } = new URL(base)
  const { body, ...rest } = options
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) =>
      resolve({ status: 0, headers: {}, body: '', error: error.code, instanceId: undefined })
    const outgoing = request({ hostname, port, path, ...rest }, async (incoming) => {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of incoming) chunks.push(chunk)
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString(),
          instanceId: incoming.headers['x-instance-id'] as string | undefined,
        })
      } catch (error) {
        failed(error as NodeJS.ErrnoException)
      }
    })
    outgoing.on('error', failed)
    outgoing.end(body)
  })
}
