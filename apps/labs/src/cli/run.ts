/** `run`: every lab with its solution, then a shop with all solutions in it at once, against all promises. */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { type PromiseId, promiseIds } from '@unsticky/steps'
import { type CheckOptions, checkLab } from '../check/check-lab.ts'
import { runFleet } from '../check/fleet.ts'
import type { Point } from '../lab.type.ts'
import { labs, sourceOf } from '../labs.ts'
import { layOut, prepare } from '../workbench/workbench.ts'
import { inCourt } from './check.ts'

export async function run({ json }: { json?: boolean }): Promise<void> {
  await inCourt(async (court, signal) => {
    const log = (line: string) => !json && console.error(`  ${line}`)
    const points = await runAll({ court, signal, log })
    const kept = points.filter(({ isFine }) => isFine).length
    if (json) console.log(JSON.stringify({ points }))
    else console.log(`\n${kept} of ${points.length} promises, with every lab's solution in one shop.`)
    process.exitCode = kept === points.length && points.length === promiseIds.length ? 0 : 1
  })
}

/** The suites of all solutions, then one fleet with all of them, against these promises. Throws when a suite fails. */
export async function runAll(
  options: CheckOptions,
  chosen: readonly PromiseId[] = promiseIds,
): Promise<readonly Point[]> {
  const { court, log } = options
  const folder = join(court.group.directory, 'all')
  prepare(folder)
  const files: Record<string, string> = {}
  for (const lab of labs) {
    const target = join(folder, lab.id)
    layOut(lab, sourceOf(lab, 'solution'), target)
    const { isDone, problem, points } = await checkLab(lab, target, { ...options, isQuick: true })
    if (!isDone) throw new Error(problem ?? `Lab ${lab.id}: ${points.find(({ isFine }) => !isFine)?.name}`)
    log(`lab ${lab.id}, ${lab.title}: the solution is fine`)
    if (lab.judge.kind === 'fleet') files[lab.id] = target
  }
  const directory = mkdtempSync(join(court.group.directory, 'histories-'))
  const { group } = court
  const shop = { base: '5', promises: chosen, files, isStrict: true } as const
  return runFleet(shop, { services: await court.services(), group, directory, log })
}
