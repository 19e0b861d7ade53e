import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findPrograms } from '../tools/on-path.ts'

/** One way to get a browser onto a machine: the commands, in order. */
export interface InstallWay {
  /** As a person would type it. */
  readonly how: string
  readonly commands: readonly (readonly [program: string, ...args: string[]])[]
}

interface Machine {
  readonly isRoot: boolean
  /** `ID` of /etc/os-release: "debian", "ubuntu", "alpine"; empty elsewhere. */
  readonly distribution: string
  readonly hasApt: boolean
}

/**
 * How a browser can be had on this machine, best first. Debian's own comes with every library it needs and from where
 * all other packages of the machine come; Playwright's is a download from its own site. Ubuntu's `chromium` is a
 * placeholder for a snap, so it gets Playwright's.
 */
export function installWays(
  { isRoot, distribution, hasApt }: Machine = thisMachine(),
): readonly InstallWay[] {
  const apt: InstallWay = {
    how: 'apt-get update && apt-get install -y chromium',
    commands: [
      ['apt-get', 'update'],
      ['apt-get', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'chromium'],
    ],
  }
  // Its libraries come from apt, and only root may fetch those.
  const options = isRoot && hasApt ? ['--with-deps'] : []
  const playwright: InstallWay = {
    how: ['npx playwright install', ...options, 'chromium'].join(' '),
    commands: [[process.execPath, playwrightProgram(), 'install', '--no-shell', ...options, 'chromium']],
  }
  return isRoot && hasApt && distribution === 'debian' ? [apt, playwright] : [playwright]
}

function thisMachine(): Machine {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return {
    isRoot: process.getuid?.() === 0,
    distribution: /^ID="?(\w+)"?$/m.exec(release)?.[1] ?? '',
    hasApt: findPrograms('apt-get').length > 0,
  }
}

function playwrightProgram() {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json')
  return join(dirname(manifest), 'cli.js')
}
