import { describe, expect, it } from 'vitest'
import { changedPorts, changedPromises } from './compare.ts'
import { findStep, steps, usesServices } from './find-step.ts'
import { promiseIds } from './promises.ts'

const neighbours = steps.slice(1).map((to, index) => ({ from: steps[index] as typeof to, to }))

describe('the steps', () => {
  it('promise at first little, and at the end everything', () => {
    expect(promiseIds).toHaveLength(18)
    expect(promiseIds.length - findStep('0').keeps.length).toBeGreaterThanOrEqual(10)
    expect(findStep('5').keeps).toEqual(promiseIds)
  })

  it.each(neighbours.filter(({ to }) => to.id !== '3a'))(
    '$to.id keeps what $from.id kept',
    ({ from, to }) => {
      expect(changedPromises(from, to).lost).toEqual([])
    },
  )

  it('3a loses what it exists to show', () => {
    const { lost } = changedPromises(findStep('2'), findStep('3a'))

    expect(lost).toEqual(['parallel-adds', 'logout-final', 'guest-merged-once'])
  })

  it('differ from their neighbours in a few ports', () => {
    const counts = neighbours.map(({ from, to }) => changedPorts(from, to).length)

    expect(counts).toEqual([0, 4, 2, 2, 5, 0])
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
