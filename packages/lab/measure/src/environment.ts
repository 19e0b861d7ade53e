import { cpus, totalmem } from 'node:os'
import type { Environment } from '@unsticky/report'

/** What a reader needs to compare two runs: settings, machine, versions, date. */
export function describeEnvironment(settings: Environment): Environment {
  return {
    ...settings,
    date: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  }
}
