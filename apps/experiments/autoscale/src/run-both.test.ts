import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runBoth } from './run-both.ts'

/** The real thing, smaller: services, k6, Envoy, instances that come and go. */
it('grows the catalogue alone under a ramp, shrinks it again, and fails nothing', {
  timeout: 240_000,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-autoscale-'))

  const { verdict, newcomers } = await runBoth({
    ramp: { peak: 90, upSeconds: 4, topSeconds: 10, afterSeconds: 20 },
    policy: {
      targetValue: 40,
      minCapacity: 1,
      maxCapacity: 3,
      scaleOutCooldownSeconds: 3,
      scaleInCooldownSeconds: 3,
      datapointsToScaleOut: 2,
      datapointsToScaleIn: 3,
    },
    directory,
    log: () => {},
  }).finally(() => rmSync(directory, { recursive: true, force: true }))

  expect(verdict.sentences.filter((sentence) => sentence.startsWith('But'))).toEqual([])
  expect(verdict.ok).toBe(true)
  expect(newcomers.map(({ requestsFailed }) => requestsFailed)).toEqual([0, 0])
})
