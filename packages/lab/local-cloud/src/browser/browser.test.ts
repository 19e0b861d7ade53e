import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { silentLog } from '../progress/log.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { findBrowser } from './find-browser.ts'
import { installWays } from './install-ways.ts'

const folder = mkdtempSync(join(tmpdir(), 'unsticky-browser-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const says = (version: string) => `#!/bin/sh\necho "Chromium ${version} built on Debian"\n`

/** Where Chrome is an application there is no machine without one. */
const isMac = process.platform === 'darwin'

/** A machine with nothing but what is put on its PATH and into its home. */
function machine() {
  const home = mkdtempSync(join(folder, 'home-'))
  const env = { PATH: home, HOME: home, UNSTICKY_TOOLS: home }
  const put = (name: string, script: string) => {
    writeFileSync(join(home, name), script, { mode: 0o755 })
    return join(home, name)
  }
  return { env, put }
}

describe.skipIf(isMac)('a browser', () => {
  it('is found on PATH when it runs, and passed over when it does not', async () => {
    const { env, put } = machine()
    put('chromium', '#!/bin/sh\nexit 1\n')
    const path = put('google-chrome', says('156.0.1'))

    expect(await findBrowser(env)).toEqual({ path, version: '156.0.1' })
  })

  it('that UNSTICKY_CHROMIUM names comes before all others', async () => {
    const { env, put } = machine()
    put('chromium', says('156.0.1'))
    const path = put('mine', says('157.0.2'))

    expect(await findBrowser({ ...env, UNSTICKY_CHROMIUM: path })).toMatchObject({ version: '157.0.2' })
  })

  it('that UNSTICKY_CHROMIUM names and that does not run is an error, not a reason to install', async () => {
    const { env } = machine()
    const ensure = ensureBrowser({ env: { ...env, UNSTICKY_CHROMIUM: '/nowhere/chrome' }, log: silentLog })

    await expect(ensure).rejects.toThrow(/UNSTICKY_CHROMIUM names \/nowhere\/chrome/)
  })

  it('that is not here is installed, in as many ways as it takes', async () => {
    const { env } = machine()
    const script = join(env.HOME, 'new')
    writeFileSync(script, says('156.0.9'), { mode: 0o755 })
    const ways = [
      { how: 'a way that fails', commands: [['/bin/false']] as const },
      { how: 'a way that works', commands: [['/bin/cp', script, join(env.HOME, 'chromium')]] as const },
    ]

    const browser = await ensureBrowser({ env, ways, log: silentLog })

    expect(browser).toEqual({ path: join(env.HOME, 'chromium'), version: '156.0.9' })
  })

  it('that cannot be had ends with what was tried and which command helps', async () => {
    const { env } = machine()
    const ways = [{ how: 'a way that fails', commands: [['/bin/false']] as const }]

    const ensure = ensureBrowser({ env, ways, log: silentLog })

    await expect(ensure).rejects.toThrow(
      /a way that fails[\s\S]*apt-get install -y chromium[\s\S]*--no-browser/,
    )
  })
})

describe('the ways to install a browser', () => {
  const firstWords = (machine: Parameters<typeof installWays>[0]) =>
    installWays(machine).map(({ how }) => how.split(' ').slice(0, 2).join(' '))

  it('start with apt for root on Debian, and are a download by Playwright elsewhere', () => {
    expect(firstWords({ isRoot: true, hasApt: true, distribution: 'debian' })).toEqual([
      'apt-get update',
      'npx playwright',
    ])
    expect(firstWords({ isRoot: false, hasApt: true, distribution: 'debian' })).toEqual(['npx playwright'])
    expect(firstWords({ isRoot: true, hasApt: true, distribution: 'ubuntu' })).toEqual(['npx playwright'])
    expect(firstWords({ isRoot: false, hasApt: false, distribution: '' })).toEqual(['npx playwright'])
  })
})
