/**
 * Every lab as an attendee has it: its start is broken in exactly the named promises, every usual mistake is caught with
 * its sentence, and its solution is fine. One set of services for all of them, and one vitest for all suites.
 */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkLab } from './check/check-lab.ts'
import { type Candidate, runContracts } from './check/contract.ts'
import { openCourt } from './check/court.ts'
import { sayingFor, toVerdict } from './check/verdict.ts'
import { runAll } from './cli/run.ts'
import type { Findings, Lab } from './lab.type.ts'
import { labs, sourceOf } from './labs.ts'
import { layOut, prepare } from './workbench/workbench.ts'

const court = openCourt()
const bench = mkdtempSync(join(court.group.directory, 'bench-'))
const tools = { court, log: () => {}, signal: new AbortController().signal }
beforeAll(() => prepare(bench))
afterAll(() => court[Symbol.asyncDispose]())

const isOnFleet = ({ judge }: Lab) => judge.kind === 'fleet'

/** A folder as an attendee's: the start with these files over it. */
function folderOf(lab: Lab, ...over: readonly string[]) {
  const folder = join(bench, [lab.id, ...over].join('-'))
  layOut(lab, sourceOf(lab, ...over), folder)
  return folder
}

const brokenIn = ({ points }: Pick<Findings, 'points'>) =>
  points.filter(({ kind, isFine }) => kind !== 'contract' && !isFine).map(({ name }) => name)

describe.each(labs.map((lab) => [lab.id, lab] as const))('lab %s', (_id, lab) => {
  it('is broken at its start, in exactly the named places', async () => {
    const verdict = await checkLab(lab, folderOf(lab, 'start'), tools)

    expect(verdict.problem).toBeUndefined()
    expect(brokenIn(verdict).toSorted()).toEqual([...lab.startBreaks].toSorted())
    expect(verdict.isDone).toBe(false)
    expect(verdict.saying).toBeTruthy()
  })

  const seenLate = Object.entries(lab.mistakes).filter(([, { seenBy }]) => seenBy !== 'contract')
  it.each(seenLate)('says to %s what happened', async (name, { says }) => {
    const verdict = await checkLab(lab, folderOf(lab, 'mistakes', name), tools)

    expect(verdict.isDone).toBe(false)
    expect(verdict.saying?.slice(0, says.length)).toBe(says)
  })

  it.skipIf(isOnFleet(lab))('is done with its solution', async () => {
    // Lab 8 ends with all promises on a fleet, as `pnpm lab run` and the promises' own tests do.
    const isQuick = lab.id === '8'
    const verdict = await checkLab(lab, folderOf(lab, 'solution'), { ...tools, isQuick })

    expect(verdict.points.filter(({ isFine }) => !isFine)).toEqual([])
    expect(verdict.isDone).toBe(true)
  })
})

/** Mistakes that the suite of the port sees need no fleet. */
describe('the suites', () => {
  const mistakes = labs.filter(isOnFleet).flatMap((lab) =>
    Object.entries(lab.mistakes)
      .filter(([, { seenBy }]) => seenBy === 'contract')
      .map(([name, { says }]) => ({ lab, name, says })),
  )
  let findings: readonly Findings[]
  beforeAll(async () => {
    const candidates: readonly Candidate[] = mistakes.map(({ lab, name }) => ({
      lab,
      folder: folderOf(lab, 'mistakes', name),
    }))
    const { env } = await court.services()
    findings = await runContracts(candidates, { group: court.group, env })
  })

  it.each(mistakes.map((each, index) => [each.lab.id, each.name, index] as const))(
    'lab %s: says to %s what happened',
    (_id, _name, index) => {
      const { lab, says } = mistakes[index] as (typeof mistakes)[number]
      const found = findings[index] as Findings

      expect(toVerdict(lab, found, { seconds: 0 }).isDone).toBe(false)
      expect(sayingFor(lab.sayings, found.points)?.slice(0, says.length)).toBe(says)
    },
  )
})

/** What the labs are about; `pnpm lab run` measures the others, too. */
const aims = labs.flatMap(({ judge }) => (judge.kind === 'fleet' ? judge.promises : []))

it('all solutions in one shop keep what each lab is about, and what it left to a later one', async () => {
  const points = await runAll(tools, [...new Set(aims)])

  expect(points.filter(({ isFine }) => !isFine)).toEqual([])
  expect(points.length).toBeGreaterThanOrEqual(7)
})
