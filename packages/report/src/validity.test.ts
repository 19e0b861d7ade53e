import { describe, expect, it } from 'vitest'
import type { FleetId } from './compare.ts'
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
})
