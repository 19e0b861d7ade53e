import { existsSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findPrograms } from '../tools/on-path.ts'
import { run } from '../tools/run.ts'
import { parseVersion } from '../tools/version.ts'

/** A Chrome or Chromium that runs. */
export interface Browser {
  readonly path: string
  readonly version: string
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The browser that UNSTICKY_CHROMIUM names, and then no other; else the one that Playwright downloaded, else the
 * system's. `undefined` when none of them runs.
 */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser | undefined> {
  for (const path of candidates(env)) {
    const answer = await run(path, ['--version'], { timeoutMs: 10_000 }).catch(() => '')
    const version = parseVersion(answer)
    if (version) return { path, version }
  }
  return undefined
}

function candidates(env: NodeJS.ProcessEnv): readonly string[] {
  if (env.UNSTICKY_CHROMIUM) return [env.UNSTICKY_CHROMIUM]
  const system = names.flatMap((name) => findPrograms(name, env))
  return [...fromPlaywright(env), ...system, ...macApplications.filter((path) => existsSync(path))]
}

/** Newest last in the name, so newest first here. */
function fromPlaywright(env: NodeJS.ProcessEnv) {
  const cache = process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright'
  const root = env.PLAYWRIGHT_BROWSERS_PATH || join(env.HOME || homedir(), cache)
  const patterns = ['chrome-linux*/chrome', 'chrome-mac*/*.app/Contents/MacOS/*']
  return globSync(patterns.map((pattern) => join(root, 'chromium-*', pattern)))
    .sort()
    .reverse()
}
