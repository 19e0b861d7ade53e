import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '../../finding.ts'
import { readProbeArguments } from '../cli/arguments.ts'
import { runProbe } from '../cli/run-probe.ts'

export const appsFolder = join(import.meta.dirname, 'apps')

interface RunOptions {
  readonly steps?: readonly object[]
  /** A recording instead of steps. */
  readonly har?: string
  readonly args?: readonly string[]
}

/** A folder for a scenario and for the disks of instances; gone with the test. */
export function createProbeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'probe-test-'))
  return { folder, scenario, run, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }

  /** Writes a scenario and returns its path. */
  function scenario(steps: readonly object[]) {
    const file = join(folder, 'scenario.json')
    writeFileSync(file, JSON.stringify({ steps }))
    return file
  }

  async function run(app: string, { steps = [], har, args = [] }: RunOptions) {
    const input = readProbeArguments([
      ...['--start', `node ${app}`, '--cwd', appsFolder, '--timeout', '60', '--sessions', '0'],
      ...(har ? ['--har', har] : ['--scenario', scenario(steps)]),
      ...(args.includes('--static') ? [] : ['--no-static']),
      ...args,
    ])
    if (input === 'help') throw new Error('no run')
    return runProbe(input, { progress: () => {} })
  }
}

/** "session-store breaks", and where, if a line is known. */
export const summaryOf = (findings: readonly Finding[]) =>
  findings.map(
    ({ category, severity, file, line }) => `${category} ${severity}${line ? ` ${file}:${line}` : ''}`,
  )
