import { expect, it } from 'vitest'
import { createTourWork } from './tour-work.js'

const nothing = () => {}

it('a stop does its work, puts it back when it is left, and may then be done again', async () => {
  const { asked, work } = start()
  const killing = work.run(0, async () => ({
    does: [[['/kill']]],
    undo: [[['/scale', { count: 3 }], ['/log-in']]],
  }))
  expect(work.stateOf(0)).toBe('busy')
  await killing
  expect(work.stateOf(0)).toBe('done')

  await work.putBack(0)
  await work.putBack(0)

  expect(work.stateOf(0)).toBe('idle')
  expect(asked).toEqual(['/kill', '/scale {"count":3}', '/log-in'])
})

it('every stop is busy by itself', async () => {
  const { work } = start()
  const slow = work.run(0, async () => ({ does: [[['/slow']]], undo: [] }))

  expect(work.stateOf(0)).toBe('busy')
  expect(work.stateOf(1)).toBe('idle')
  await work.run(1, async () => ({ does: [[['/fast']]], undo: [[['/back']]] }))
  expect(work.stateOf(1)).toBe('done')
  await slow
})

it('a stop that is left while it is at work puts back afterwards, not before', async () => {
  const { asked, work } = start()
  void work.run(0, async () => ({ does: [[['/step-3a']]], undo: [[['/step-5']]] }))

  await work.putAllBack()

  expect(asked).toEqual(['/step-3a', '/step-5'])
})

it('a stop begins when the others have put back, and from what is there then', async () => {
  const { asked, work } = start()
  await work.run(0, async () => ({ does: [[['/step-3a']]], undo: [[['/step-5']]] }))
  void work.putBack(0)

  await work.run(1, async () => ({ does: [[['/add', asked.length]]], undo: [] }))

  expect(asked).toEqual(['/step-3a', '/step-5', '/add 2'])
})

it('what could not be done is told, and what was begun is put back all the same', async () => {
  /** @type {unknown[]} */
  const problems = []
  const { asked, work } = start({ refuses: '/kill', onProblem: (problem) => problems.push(problem) })

  await work.run(0, async () => ({ does: [[['/kill']], [['/kill-other']]], undo: [[['/scale']]] }))
  await work.putBack(0)

  expect(problems).toEqual([new Error('refused')])
  expect(asked).toEqual(['/kill', '/kill-other', '/scale'])
})

/** @param {{ refuses?: string, onProblem?: (problem: unknown) => void }} [options] */
function start({ refuses, onProblem = nothing } = {}) {
  /** @type {string[]} */
  const asked = []
  /**
   * @param {string} path
   * @param {unknown} [body]
   */
  const act = async (path, body) => {
    asked.push(body ? `${path} ${JSON.stringify(body)}` : path)
    if (path === refuses) throw new Error('refused')
  }
  return { asked, work: createTourWork({ act, onChange: nothing, onProblem }) }
}
