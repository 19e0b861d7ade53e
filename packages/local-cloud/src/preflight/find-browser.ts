import { existsSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findPrograms } from '../tools/on-path.ts'
import { run } from '../tools/run.ts'
import { parseVersion } from '../tools/version.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium that runs: the system's or the one that Playwright downloaded. */
export async function findBrowser() {
  const system = [...names.flatMap((name) => findPrograms(name)), ...macApplications.filter(existsSync)]
  for (const path of [...system, ...fromPlaywright()]) {
    const version = parseVersion(await run(path, ['--version'], { timeoutMs: 10_000 }).catch(() => ''))
    if (version) return { version, path }
  }
  return undefined
}

/** Newest last in the name, so newest first here. */
function fromPlaywright() {
  const cache = process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright'
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH || join(homedir(), cache)
  const patterns = ['chrome-linux*/chrome', 'chrome-mac*/*.app/Contents/MacOS/*']
  return globSync(patterns.map((pattern) => join(root, 'chromium-*', pattern)))
    .sort()
    .reverse()
}
