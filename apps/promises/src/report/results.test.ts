import { promiseIds, steps } from '@unsticky/steps'
import { describe, expect, it } from 'vitest'
import { type Cell, mismatchesIn, type StepResults, toResults } from './results.ts'
import { toHtml } from './to-html.ts'
import { toMarkdown } from './to-markdown.ts'
import { toText } from './to-text.ts'

const options = { now: new Date('2026-11-24T12:00:00Z'), machine: 'a laptop' }

describe('results', () => {
  it('are fine when every cell is as its step says', () => {
    const results = toResults(wholeMatrix(), options)

    expect(results.ok).toBe(true)
    expect(results.steps.flatMap(({ promises }) => Object.keys(promises))).toHaveLength(
      steps.length * promiseIds.length,
    )
    expect(toText(results)).toContain('Every cell is as its step says.')
  })

  it.each([
    ['a promise that a step broke', 'kept', 'broken'],
    ['a promise that a step kept and says is broken', 'broken', 'kept'],
    ['an experiment that could not tell', 'broken', 'error'],
  ] as const)('fail on %s', (_what, expected, actual) => {
    const results = toResults([oneCell({ expected, actual, detail: 'seen <b>' })], options)

    expect(results.ok).toBe(false)
    expect(mismatchesIn(results)).toEqual([
      { step: '3a', promise: 'parallel-adds', expected, actual, detail: 'seen <b>' },
    ])
    expect(toText(results)).toContain(`step 3a, parallel-adds: expected ${expected}, was ${actual}`)
  })

  it('fail when nothing was run', () => {
    expect(toResults([], options).ok).toBe(false)
  })

  it('show what was seen, and only what was run', () => {
    const results = toResults(
      [oneCell({ expected: 'broken', actual: 'broken', detail: 'lost | 3 <b>' })],
      options,
    )

    expect(toMarkdown(results)).toContain('| 3a | lost \\| 3 <b> |')
    expect(toMarkdown(results)).not.toContain('Never oversold')
    expect(toHtml(results)).toContain('title="lost | 3 &lt;b&gt;"')
  })
})

function oneCell(cell: Cell): StepResults {
  return { step: '3a', cells: new Map([['parallel-adds', cell]]) }
}

const wholeMatrix = (): readonly StepResults[] =>
  steps.map(({ id, keeps }) => ({
    step: id,
    cells: new Map(
      promiseIds.map((promise) => {
        const word = keeps.includes(promise) ? 'kept' : 'broken'
        return [promise, { expected: word, actual: word, detail: 'seen' }]
      }),
    ),
  }))
