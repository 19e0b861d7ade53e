import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '@unsticky/local-cloud'
import { openBackstage } from '@unsticky/measure/backstage'
import {
  assertCompareJson,
  compareRuns,
  defaultJudging,
  rebuildComparison,
  writeComparison,
} from '@unsticky/report'
import { expect, it } from 'vitest'
import { readChoices } from './read-settings.ts'
import { runAll } from './run-all.ts'
import { runTurn } from './run-turn.ts'

/** One short turn of the real thing: limits of time are wide, as machines of CI are slow, and shared. */
const tiny = ['--fleets', 'stateless', '--repeats', '1', '--seconds', '6', '--warm-up', '1', '--p95', '10000']

it('measures, judges and shows a fleet, and can do so anew from the raw results', {
  timeout: 120_000,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unsticky-evaluate-'))
  const { settings } = readChoices(tiny)
  const { signal } = new AbortController()
  await using backstage = await openBackstage()

  const comparison = await runAll({
    ...{ settings, versions: backstage.versions, command: 'evaluate', log: silentLog, signal },
    runTurn: (turn, says) => runTurn(turn, { settings, backstage, directory, says, signal }),
    keep: async (found) => void (await writeComparison(directory, found)),
  })

  const json: unknown = JSON.parse(readFileSync(join(directory, 'compare.json'), 'utf8'))
  assertCompareJson(json)
  expect(json.verdict).toEqual({
    ok: true,
    text: expect.stringMatching(
      /^Orders completed: (\d\d) of \1 by stateless\. Stateless lost 0 of \1 carts\./,
    ),
  })
  const evidence = json.evidence?.stateless
  expect(evidence?.timeline.map(({ kind }) => kind)).toEqual(['kill', 'ready', 'restart'])
  expect(evidence?.cartsByDevices?.oneDevice.cartsChecked).toBeGreaterThan(0)
  expect(evidence?.cartsByDevices?.severalDevices.cartsChecked).toBeGreaterThan(0)
  expect(evidence?.repeats[0]).toMatchObject({ turn: 1, machine: { cores: expect.any(Number) } })
  expect(readFileSync(join(directory, 'compare.html'), 'utf8')).toMatch(/✓ The verdict (on losses )?holds/)

  const anew = await rebuildComparison(directory, { requestsPerMonth: 1_000_000 })
  expect(anew.json.fleets).toEqual(comparison?.json.fleets)
  const same = await compareRuns(directory, directory, { format: 'text', judging: defaultJudging })
  expect(same).toMatchObject({ exitCode: 0, output: expect.stringContaining('carts lost') })
  rmSync(directory, { recursive: true })
})
