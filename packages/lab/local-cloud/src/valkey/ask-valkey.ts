import { connect } from 'node:net'

interface AskOptions {
  readonly port: number
  readonly password?: string
  /** Milliseconds. */
  readonly timeoutMs?: number
}

/**
 * Sends one inline command and returns the raw answer, line ends included. For starting and looking only: who works
 * with data uses a real client. Throws when nobody answers in time.
 */
export function askValkey(command: string, { port, password, timeoutMs = 1000 }: AskOptions) {
  return new Promise<string>((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    let answer = ''
    socket
      .setEncoding('utf8')
      .setTimeout(timeoutMs, () => socket.destroy(new Error('Valkey does not answer')))
    socket.once('connect', () =>
      socket.write(`${password ? `AUTH ${password}\r\n` : ''}${command}\r\nQUIT\r\n`),
    )
    socket.on('data', (chunk: string) => {
      answer += chunk
    })
    socket.once('error', reject)
    socket.once('close', () => resolve(password ? answer.replace(/^\+OK\r\n/, '') : answer))
  })
}
