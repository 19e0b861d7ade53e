import { describe, expect, it } from 'vitest'
import { changedPorts, changedPromises, changedWays } from './compare.ts'
import { findStep } from './find-step.ts'
import { keptFrom, stepIds } from './matrix.ts'
import { promiseIds } from './promises.ts'
import { isDetour, steps, usesServices } from './step.ts'

const neighbours = steps.slice(1).map((to, index) => ({ from: steps[index] as typeof to, to }))

describe('the steps', () => {
  it('promise at first little, and at the end everything', () => {
    expect(promiseIds.toSorted()).toEqual(Object.keys(keptFrom).toSorted())
    expect(promiseIds.length - findStep('0').keeps.length).toBeGreaterThanOrEqual(10)
    expect(findStep('5').keeps.toSorted()).toEqual(promiseIds.toSorted())
  })

  it.each(neighbours.filter(({ to }) => !isDetour(to)))('$to.id keeps what $from.id kept', ({ from, to }) => {
    expect(changedPromises(from, to).lost).toEqual([])
  })

  it('3a loses what it exists to show, and is the only detour', () => {
    const { lost } = changedPromises(findStep('2'), findStep('3a'))

    expect(lost).toEqual(['parallel-adds', 'logout-final', 'guest-merged-once'])
    expect(steps.filter(isDetour).map(({ id }) => id)).toEqual(['3a'])
  })

  it('have a cell for every step in every row', () => {
    const cells = steps.flatMap((step) => [...Object.values(step.composition), step.routing, step.runsAs])

    expect(cells).not.toContain(undefined)
    expect(steps.map(({ id }) => id)).toEqual(stepIds)
  })

  it('differ from their neighbours in something that one can run', () => {
    const counts = neighbours.map(({ from, to }) => changedPorts(from, to).length)

    expect(counts).toEqual([11, 4, 2, 2, 5, 0])
    expect(changedWays(findStep('4'), findStep('5'))).toEqual([
      { way: 'stateInProcess', from: 'allowed', to: 'refused' },
      { way: 'runsAs', from: 'one program', to: 'separate services' },
    ])
    expect(changedPromises(findStep('4'), findStep('5')).gained).toEqual(['parts-apart', 'state-refused'])
  })

  it('move catalogue and orders together, because an order takes its stock where the catalogue lies', () => {
    for (const { composition } of steps) expect(composition.orders).toBe(composition.catalog)
  })

  it('need services as soon as something leaves the process', () => {
    expect(steps.filter(usesServices).map(({ id }) => id)).toEqual(['2', '3a', '3b', '4', '5'])
  })

  it('are found by id and by name, and an unknown one is answered with the list', () => {
    expect(findStep('3b')).toBe(findStep('carts-by-themselves'))
    expect(() => findStep('6')).toThrow('3a (sessions-out-naively)')
  })
})
