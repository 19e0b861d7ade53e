import { describe, expect, it } from 'vitest'
import { type FleetId, fleetIds, mapFleets } from './compare.ts'
import type { Evidence } from './evidence.ts'
import { sampleComparison } from './testing/sample.ts'
import { validityOf } from './validity.ts'

const sample = sampleComparison().json.evidence as Readonly<Record<FleetId, Evidence>>

const withStateless = (change: Partial<Evidence>) =>
  validityOf({ ...sample, stateless: { ...sample.stateless, ...change } })

const generator = { id: 'k6', peakMemoryMiB: 1, cpuShare: 0.5, peakCpuShare: 0.97 }
const slowStart = sample.stateless.seconds.map((each) => ({ ...each, p95Ms: each.second === 0 ? 900 : 9 }))

describe('validityOf', () => {
  it('finds nothing against a run that was made as it should be', () => {
    expect(validityOf(sample).ok).toBe(true)
  })

  it.each<[string, Partial<Evidence>, RegExp]>([
    ['iterations were dropped', { droppedIterations: 3 }, /^3 dropped$/],
    ['the generator was busy', { generator }, /^97 % at most$/],
    ['the first second was slow', { seconds: slowStart }, /^slow at first: Stateless/],
  ])('does not believe a run in which %s', (_, change, measured) => {
    const { ok, findings } = withStateless(change)

    expect(ok).toBe(false)
    expect(findings.filter((finding) => finding.ok === false)).toEqual([
      expect.objectContaining({ measured: expect.stringMatching(measured) }),
    ])
  })

  it('says that one run is one run, without calling it wrong', () => {
    expect(validityOf(sample).findings).toContainEqual(
      expect.objectContaining({ measured: expect.stringContaining('1 run of each'), ok: null }),
    )
  })

  it('says what was not measured instead of passing it', () => {
    const nothing = { ...sample.stateless, seconds: [], droppedIterations: undefined, generator: undefined }
    const { findings } = validityOf({
      'stateful-round-robin': nothing,
      'stateful-sticky': nothing,
      stateless: nothing,
    })

    expect(findings.slice(0, 3).map(({ measured, ok }) => [measured, ok])).toEqual(
      Array(3).fill(['not measured', null]),
    )
  })

  it('believes a planned run in turns on a quiet machine that came to its end', () => {
    const { ok, findings } = validityOf(planned({}), plan)

    expect(ok).toBe(true)
    expect(findings.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('In turns'),
        expect.stringContaining('nothing else to do'),
        expect.stringContaining('rate of their own'),
      ]),
    )
  })

  it.each<[string, Partial<Planned>, RegExp]>([
    ['others were busy', { busyBefore: 0.4 }, /^40 % at most, of 2 cores/],
    ['the machine was full', { busyDuring: 0.97 }, /^97 % at most/],
    [
      'one fleet ran after the other',
      { turnOf: (fleet, repeat) => fleet * 2 + repeat + 1 },
      /^round robin, sticky, stateless; round/,
    ],
    ['it was short', { isQuick: true }, /--quick/],
    ['it was stopped', { isFinished: false }, /stopped before/],
  ])('does not believe a planned run when %s', (_, change, measured) => {
    const { isQuick = false, isFinished = true } = change

    const { ok, findings } = validityOf(planned(change), { ...plan, isQuick, isFinished })

    expect(ok).toBe(false)
    expect(findings.filter((finding) => finding.ok === false)).toEqual([
      expect.objectContaining({ measured: expect.stringMatching(measured) }),
    ])
  })
})

const plan = {
  ...{ repeats: 2, shoppersPerSecond: 3, warmUpSeconds: 15, measureSeconds: 90, p95LimitMs: 500 },
  ...{ isQuick: false, isFinished: true },
}

interface Planned {
  readonly busyBefore: number
  readonly busyDuring: number
  readonly turnOf: (fleet: number, repeat: number) => number
  readonly isQuick: boolean
  readonly isFinished: boolean
}

/** Two repeats of each fleet, in turns unless told otherwise. */
function planned({ busyBefore = 0.03, busyDuring = 0.6, turnOf = inTurns }: Partial<Planned>) {
  const machine = { busyBefore, busyDuring, loadAverage: 1, cores: 2 }
  return mapFleets(sample, (evidence, id) => ({
    ...evidence,
    repeats: [0, 1].flatMap((repeat) =>
      evidence.repeats.map((each) => ({ ...each, machine, turn: turnOf(fleetIds.indexOf(id), repeat) })),
    ),
  }))
}

const inTurns = (fleet: number, repeat: number) => repeat * 3 + fleet + 1
