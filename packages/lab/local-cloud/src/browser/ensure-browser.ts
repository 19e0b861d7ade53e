import { join } from 'node:path'
import { createLog, type Log } from '../progress/log.ts'
import { withLock } from '../tools/install-lock.ts'
import { run } from '../tools/run.ts'
import { toolsDirectory } from '../tools/tools-directory.ts'
import { type Browser, findBrowser } from './find-browser.ts'
import { type InstallWay, installWays } from './install-ways.ts'

/** Thrown when there is no browser and none could be installed. The message says which command helps. */
export class BrowserMissingError extends Error {
  readonly code = 'LOCAL_CLOUD_BROWSER_MISSING'
}

interface EnsureOptions {
  readonly log?: Log
  readonly env?: NodeJS.ProcessEnv
  /** How one may be installed here, best first. */
  readonly ways?: readonly InstallWay[]
}

/** Finds Chrome or Chromium, or installs it, once per machine. Throws `BrowserMissingError`. */
export async function ensureBrowser({
  log = createLog(),
  env = process.env,
  ways = installWays(),
}: EnsureOptions = {}): Promise<Browser> {
  const found = await findBrowser(env)
  if (found) return found
  if (env.UNSTICKY_CHROMIUM)
    throw new BrowserMissingError(
      `UNSTICKY_CHROMIUM names ${env.UNSTICKY_CHROMIUM}, which does not run as Chrome or Chromium. Correct it, or unset it to have one found or installed.`,
    )
  log.info('No Chrome or Chromium here; installing one, once per machine')
  return log.step('Installing Chromium', (update) =>
    withLock(join(toolsDirectory(env), 'locks', 'chromium.lock'), () => install(ways, { env, update }), {
      onWait: () => update('another run is installing it'),
    }),
  )
}

interface InstallContext {
  readonly env: NodeJS.ProcessEnv
  readonly update: (detail: string) => void
}

async function install(ways: readonly InstallWay[], { env, update }: InstallContext): Promise<Browser> {
  const already = await findBrowser(env) // another run may have installed it while this one waited
  if (already) return already
  const failures: string[] = []
  for (const way of ways) {
    try {
      await runCommands(way, { env, update })
      const browser = await findBrowser(env)
      if (browser) return browser
      failures.push(`- ${way.how}: it ran, but left no browser that starts`)
    } catch (error) {
      failures.push(`- ${way.how}: ${(error as Error).message}`)
    }
  }
  throw new BrowserMissingError(
    `There is no Chrome or Chromium here, and none could be installed:\n${failures.join('\n')}\n${browserFix}`,
  )
}

async function runCommands({ how, commands }: InstallWay, { env, update }: InstallContext) {
  update(how)
  for (const [program, ...args] of commands) {
    await run(program, args, {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      timeoutMs: 10 * 60_000,
      onLine: (line) => update(`${how}: ${line}`),
    })
  }
}

/** What a person can do about it. */
export const browserFix = [
  'One of these helps:',
  '  apt-get update && apt-get install -y chromium    Debian, as root',
  '  npx playwright install --with-deps chromium      Ubuntu, macOS and others',
  '  UNSTICKY_CHROMIUM=/path/to/chrome                one that is somewhere else',
  '  pnpm test --no-browser                           everything but the browser tests',
].join('\n')
