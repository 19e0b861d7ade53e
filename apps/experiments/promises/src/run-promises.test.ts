/** A small part of the matrix, on the real thing: cheap experiments that tell the steps apart, and shops broken on purpose. */
import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseHistory } from '@unsticky/continuity'
import { createProcessGroup, type ProcessGroup } from '@unsticky/processes'
import { findStep, type PromiseId } from '@unsticky/steps'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mismatchesIn, type Results } from './report/results.ts'
import { runPromises } from './run-promises.ts'
import { startServicesFor } from './world/start-step.ts'

const telling: readonly PromiseId[] = [
  'order-numbers-unique',
  'never-oversold',
  'two-devices',
  'parallel-adds',
  'guest-merged-once',
  'rate-limit-shared',
]
const brokenShop = fileURLToPath(new URL('./testing/broken-shop.ts', import.meta.url))

let group: ProcessGroup
let services: Awaited<ReturnType<typeof startServicesFor>>
beforeAll(async () => {
  group = createProcessGroup({
    directory: mkdtempSync(join(tmpdir(), 'unsticky-promises-test-')),
    temporary: true,
  })
  services = await startServicesFor([findStep('5')])
})
afterAll(async () => {
  await services[Symbol.asyncDispose]()
  await group.stopAll()
})

const run = (
  stepIds: readonly string[],
  options: { entry?: string; settings?: Record<string, string> } = {},
) =>
  runPromises({
    subjects: stepIds.map((id) => ({ step: findStep(id) })),
    promises: telling,
    services,
    group,
    directory: join(group.directory, 'histories', options.settings ? 'changed' : 'whole'),
    log: () => {},
    ...options,
  })

async function historyOf(stepId: string, promise: PromiseId) {
  const file = join(group.directory, 'histories', 'whole', `step-${stepId}`, `${promise}.jsonl`)
  return parseHistory(await readFile(file, 'utf8'))
}

describe('the promises', () => {
  const stepIds = ['0', '3a', '3b', '5']
  let results: Results
  beforeAll(async () => {
    results = await run(stepIds)
  })

  it('are kept and broken as the matrix says', () => {
    expect(results.steps.map(({ step }) => step)).toEqual(stepIds)
    expect(mismatchesIn(results)).toEqual([])
    for (const { promises } of results.steps) expect(Object.keys(promises)).toHaveLength(telling.length)
  })

  it.each(stepIds)(
    'leave a history of step %s: what was added, by which key, on which instance',
    async (id) => {
      const added = (await historyOf(id, 'parallel-adds')).filter(
        ({ f, type }) => f === 'addToCart' && type === 'ok',
      )

      expect(added.length).toBeGreaterThanOrEqual(6)
      expect(added.every(({ key, instance }) => key && instance)).toBe(true)
    },
  )
})

it('a step that keeps what the matrix says is broken is noticed too', async () => {
  const results = await run(['3b'], { settings: { SHOP_STEP: '5' } })

  expect(mismatchesIn(results).map(({ promise, actual }) => [promise, actual])).toEqual([
    ['never-oversold', 'kept'],
    ['rate-limit-shared', 'kept'],
    ['order-numbers-unique', 'kept'],
  ])
})

describe('an adapter that is broken on purpose', () => {
  it.each([
    ['carts', 'parallel-adds'],
    ['stock', 'never-oversold'],
    ['rate-limit', 'rate-limit-shared'],
  ])('(%s) breaks %s and nothing else', async (SHOP_BROKEN, promise) => {
    const results = await run(['5'], { entry: brokenShop, settings: { SHOP_BROKEN } })

    expect(mismatchesIn(results)).toMatchObject([{ promise, expected: 'kept', actual: 'broken' }])
  })
})
