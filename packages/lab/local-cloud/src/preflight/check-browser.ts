import { browserFix } from '../browser/ensure-browser.ts'
import { findBrowser } from '../browser/find-browser.ts'
import { installWays } from '../browser/install-ways.ts'
import type { Part } from './part.ts'

/** The browser of the tests and pictures: here, or how it will come. A wrong UNSTICKY_CHROMIUM is not repaired. */
export async function checkBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Part> {
  const common = { name: 'Chromium', purpose: 'takes pictures and runs the browser tests', needed: false }
  const browser = await findBrowser(env)
  if (browser) return { ...common, status: 'found', ...browser, notes: [] }
  if (env.UNSTICKY_CHROMIUM) {
    const note = `UNSTICKY_CHROMIUM names ${env.UNSTICKY_CHROMIUM}, which does not run`
    return { ...common, status: 'missing', notes: [note], fix: browserFix }
  }
  const note = `the first browser test installs it: ${installWays()[0]?.how}`
  return { ...common, status: 'fetchable', notes: [note] }
}
