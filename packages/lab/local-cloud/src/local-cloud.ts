/** `pnpm cloud`: runs the local cloud until Ctrl-C and prints the settings that point a shop at it. */
import { Command } from 'commander'
import { createLog } from './progress/log.ts'
import { startLocalCloud } from './start-local-cloud.ts'

const { json } = new Command('local-cloud')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(
    'Starts Valkey and the AWS services on loopback and prints the environment of a stateless shop.',
  )
  .option('--json', 'print the environment as one line of JSON instead of shell exports')
  .addHelpText('after', '\nRuns until Ctrl-C; then nothing of it is left, neither processes nor files.')
  .parse()
  .opts<{ json?: boolean }>()

const log = createLog()
const ended = new Promise<NodeJS.Signals>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
})

await using cloud = await startLocalCloud({ log })
console.log(json ? JSON.stringify(cloud.env) : asExports(cloud.env))
log.info('The local cloud is up. Ctrl-C ends it.')

// Waiting for a signal alone would not keep the process alive.
const alive = setInterval(() => {}, 60_000)
await ended
clearInterval(alive)
log.info('Stopping the local cloud')

/** One `export` a line, quoted so that any shell takes the value as it is. */
function asExports(env: Readonly<Record<string, string>>) {
  return Object.entries(env)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`)
    .join('\n')
}
