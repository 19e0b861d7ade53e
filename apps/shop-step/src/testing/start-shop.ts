import { fork } from 'node:child_process'
import { once } from 'node:events'

/** One shop as a process; `stop` is a SIGTERM and resolves to the exit code. */
export async function startShop(entry: string, env: Readonly<Record<string, string>>) {
  const child = fork(entry, {
    env: { PORT: '0', LOG_LEVEL: 'error', DRAIN_SECONDS: '0.1', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaints = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const listening = once(child, 'message').then(([message]) => message as { port: number })
  const first = await Promise.race([listening, exited])
  if (typeof first !== 'object' || first === null)
    throw new Error(`The shop ended with ${first}: ${complaints}`)
  return {
    url: `http://127.0.0.1:${first.port}`,
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
    [Symbol.asyncDispose]: async () => void child.kill('SIGKILL'),
  }
}
