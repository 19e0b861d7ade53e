/** What checks share: the services and a group of processes, started when the first one needs them. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { type Services, startServicesFor } from '@unsticky/promises/run'
import { findStep } from '@unsticky/steps'

export interface Court extends AsyncDisposable {
  readonly group: ProcessGroup
  /** Valkey, DynamoDB, S3, Cognito and the rest, with the catalogue in them. Started once. */
  services(): Promise<Services>
}

export function openCourt(): Court {
  const group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-lab-')),
    temporary: true,
  })
  let starting: Promise<Services> | undefined
  return { group, services, [Symbol.asyncDispose]: close }

  function services() {
    starting ??= startServicesFor([findStep('5')])
    starting.catch(() => {}) // who asked hears of it
    return starting
  }

  async function close() {
    await group.stopAll()
    await starting?.then((running) => running[Symbol.asyncDispose]()).catch(() => {})
  }
}
