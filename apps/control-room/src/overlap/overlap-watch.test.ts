import { expect, it } from 'vitest'
import type { OverlapFindings } from './overlap-probe.ts'
import { createOverlapWatch } from './overlap-watch.ts'

it('looks once in a while, while shoppers are wanted', async () => {
  let time = 0
  let probes = 0
  const probe = async () => {
    probes += 1
    return {}
  }
  const watch = createOverlapWatch({ probe, everyMs: 1000, now: () => time })

  watch.tick({ isWanted: false })
  expect(probes).toBe(0)
  watch.tick({ isWanted: true })
  watch.tick({ isWanted: true })
  await watch.run()
  expect(probes, 'one at a time').toBe(1)
  time = 999
  watch.tick({ isWanted: true })
  expect(probes).toBe(1)
  time = 1000
  watch.tick({ isWanted: true })
  expect(probes).toBe(2)
})

it('keeps what it knew where a look could not tell or failed', async () => {
  const looks: (OverlapFindings | Error)[] = [
    { statusAfterLogout: 200, profileStatuses: [200] },
    { statusAfterLogout: undefined, profileStatuses: [200, 401] },
    new Error('no answer'),
  ]
  const probe = async () => {
    const look = looks.shift() ?? {}
    if (look instanceof Error) throw look
    return look
  }
  const watch = createOverlapWatch({ probe })

  await watch.run()
  await watch.run()
  await watch.run()

  expect(watch.findings()).toEqual({ statusAfterLogout: 200, profileStatuses: [200, 401] })
})
