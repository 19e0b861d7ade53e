import {
  findStep,
  keptOn,
  promiseIds,
  type SessionStore,
  type Step,
  sessionStores,
  steps,
} from '@unsticky/steps'
import { describe, expect, it } from 'vitest'
import { expectedOf, type Subject } from '../subject.ts'
import { type Cell, mismatchesIn, type SubjectResults, toResults } from './results.ts'
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

  it('keep session stores apart from the steps', () => {
    const results = toResults(
      sessionStores.map((store) => asExpected(findStep('5'), store)),
      options,
    )

    expect(results).toMatchObject({ ok: true, steps: [] })
    expect(results.sessionStores?.map(({ sessionStore }) => sessionStore)).toEqual(
      sessionStores.map(({ id }) => id),
    )
    expect(toMarkdown(results)).toContain('[efs](session-stores.md)')
    expect(toText(results)).toMatch(/^session store +elasticache +memorydb/)
  })

  it('fail on a session store that keeps what it is said to break', () => {
    const efs = { id: 'efs', title: 'EFS', livesIn: 'a folder', breaks: ['logout-final'] } as const
    const results = toResults([keepingAll({ step: findStep('5'), sessionStore: efs })], options)

    expect(mismatchesIn(results)).toMatchObject([
      { step: '5', sessionStore: 'efs', promise: 'logout-final', expected: 'broken', actual: 'kept' },
    ])
    expect(toText(results)).toContain('step 5 on efs, logout-final: expected broken, was kept')
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

function oneCell(cell: Cell): SubjectResults {
  return { subject: { step: findStep('3a') }, cells: new Map([['parallel-adds', cell]]) }
}

const wholeMatrix = (): readonly SubjectResults[] => steps.map((step) => asExpected(step))

function asExpected(step: Step, sessionStore?: SessionStore): SubjectResults {
  const cells = promiseIds.map((promise) => {
    const word = keptOn(step, sessionStore).includes(promise) ? 'kept' : 'broken'
    return [promise, { expected: word, actual: word, detail: 'seen' }] as const
  })
  return { subject: { step, ...(sessionStore && { sessionStore }) }, cells: new Map(cells) }
}

function keepingAll(subject: Subject): SubjectResults {
  const cells = promiseIds.map((promise) => {
    return [promise, { expected: expectedOf(subject, promise), actual: 'kept', detail: 'seen' }] as const
  })
  return { subject, cells: new Map(cells) }
}
