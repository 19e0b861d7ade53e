import { request } from 'node:http'

interface ControlClientOptions {
  readonly socketPath: string
  readonly token: string
  /** A backfill may take long. */
  readonly timeoutMs?: number
}

export type CallControl = <Answer>(command: string, argument?: unknown) => Promise<Answer>

/** Calls commands of one instance's control server. Rejects with the instance's own words. */
export function createControlClient({
  socketPath,
  token,
  timeoutMs = 120_000,
}: ControlClientOptions): CallControl {
  return async <Answer>(command: string, argument?: unknown) => {
    const { status, text } = await post(command, argument)
    const answer = text ? JSON.parse(text) : undefined
    if (status === 200) return answer as Answer
    throw new Error(`${command} was answered ${status}: ${answer?.error ?? 'without a reason'}`)
  }

  function post(command: string, argument: unknown) {
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` }
      const options = { socketPath, path: `/${command}`, method: 'POST', headers, timeout: timeoutMs }
      const sent = request(options, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text })).on('error', reject)
      })
      sent.on('timeout', () => sent.destroy(new Error(`${command} was not answered in ${timeoutMs} ms`)))
      sent.on('error', reject).end(argument === undefined ? '' : JSON.stringify(argument))
    })
  }
}
