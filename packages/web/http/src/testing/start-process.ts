import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createFetchBrowser } from './fetch-browser.ts'

/** Forks shop-process.ts and waits until it listens, or says what it waits for. */
export async function startProcess(env: Readonly<Record<string, string>> = {}) {
  const child = fork(fileURLToPath(new URL('./shop-process.ts', import.meta.url)), {
    env: { PATH: process.env.PATH, PORT: '0', INSTANCE_ID: 'shop-1', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const seen: { type: string; port: number; service?: string }[] = []
  child.on('message', (message) => seen.push(message as (typeof seen)[number]))
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const [message] = (await Promise.race([once(child, 'message'), exited.then(() => [undefined])])) as [
    { port: number } | undefined,
  ]
  const url = `http://127.0.0.1:${message?.port}`
  return {
    url,
    exited,
    message,
    /** Everything that the process told its parent. */
    messages: () => seen,
    output: () => output,
    browser: () => createFetchBrowser(url),
    terminate: () => child.kill('SIGTERM'),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
