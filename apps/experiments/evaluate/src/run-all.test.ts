import { silentLog } from '@unsticky/local-cloud'
import type { Comparison, FleetRun } from '@unsticky/report'
import { describe, expect, it } from 'vitest'
import { readChoices } from './read-settings.ts'
import { runAll } from './run-all.ts'
import { emptyRun } from './testing/empty-run.ts'
import type { Turn } from './turns.ts'

function running(runTurn: (turn: Turn, stop: () => void) => Promise<FleetRun>) {
  const stop = new AbortController()
  const kept: Comparison[] = []
  const done = runAll({
    ...{ settings: readChoices([]).settings, versions: {}, command: 'evaluate', log: silentLog },
    runTurn: (turn) => runTurn(turn, () => stop.abort()),
    keep: async (comparison) => void kept.push(comparison),
    signal: stop.signal,
  })
  return { done, kept }
}

describe('runAll', () => {
  it('keeps the page after each turn, and says at the end that it is finished', async () => {
    const { done, kept } = running(async () => emptyRun())

    const comparison = await done

    expect(kept).toHaveLength(9)
    expect(kept.map(({ json }) => json.plan?.isFinished)).toEqual([...Array(8).fill(false), true])
    expect(Object.keys(kept[0]?.json.fleets ?? {})).toHaveLength(1)
    expect(comparison?.json.evidence?.stateless?.repeats).toHaveLength(3)
  })

  it('stopped in the middle, keeps the turns that ended and not the one on its way', async () => {
    const { done, kept } = running(async ({ number }, stop) => {
      if (number < 3) return emptyRun()
      stop()
      throw new Error('k6 ended with SIGKILL')
    })

    const comparison = await done

    expect(kept).toHaveLength(2)
    expect(comparison?.json.plan?.isFinished).toBe(false)
    expect(comparison?.json.validity?.findings).toContainEqual(
      expect.objectContaining({ what: 'The run came to its end', ok: false }),
    )
  })

  it('has nothing to show when it is stopped at once', async () => {
    const { done, kept } = running(async (_, stop) => {
      stop()
      throw new Error('k6 ended with SIGKILL')
    })

    expect(await done).toBeUndefined()
    expect(kept).toEqual([])
  })

  it('does not take a fault for a stop, and has kept what was there before', async () => {
    const { done, kept } = running(async ({ number }) => {
      if (number === 2) throw new Error('k6 ended with 107')
      return emptyRun()
    })

    await expect(done).rejects.toThrow('k6 ended with 107')
    expect(kept).toHaveLength(1)
  })
})
