import { stripVTControlCharacters } from 'node:util'
import { findStep, type PieceId, pieceIds } from '@unsticky/steps'
import { describe, expect, it } from 'vitest'
import { diffText } from './diff.ts'
import { diffSteps } from './diff-steps.ts'
import { explainStep } from './explain.ts'

const between = (from: string, to: string, options = {}) => diffSteps(findStep(from), findStep(to), options)

describe('a diff of two steps', () => {
  it('says what the naive way changes, and what it costs', () => {
    const diff = between('2', '3a')

    expect(diff.composition).toEqual([
      { port: 'sessions', from: 'memory', to: 'Valkey, unguarded' },
      { port: 'carts', from: 'memory', to: 'session' },
    ])
    expect(diff.ways).toEqual([{ way: 'routing', from: 'sticky', to: 'round-robin' }])
    expect(diff.pieces.map(({ piece }) => piece)).toEqual(['session', 'cart'])
    expect(diff.promises.lost).toContain('parallel-adds')
    expect(diff.promises.gained).toContain('survives-kill')
  })

  it('holds every line of both sources, in their order', () => {
    const [cart] = between('3b', '4', { piece: 'rate-limit' }).pieces
    const side = (name: 'left' | 'right') => cart?.rows.flatMap((row) => row[name] ?? []).join('\n')

    expect(side('left')).toContain(cart?.from.excerpts[0]?.text)
    for (const { text } of cart?.to.excerpts ?? []) expect(side('right')).toContain(text)
    expect(side('right')).toContain("redis.call('INCR'")
  })

  it('shows the seam where it is new, and its place where both have it', () => {
    const text = (from: string, to: string) =>
      diffText('', between(from, to, { piece: 'rate-limit' }), { width: undefined })

    expect(text('0', '1')).toContain('+ export interface RateLimiter extends Placed')
    expect(text('0', '1')).toContain('+ export function createLoginAttempts')
    expect(text('1', '4')).not.toContain('export interface RateLimiter')
    expect(text('1', '4')).toContain('packages/domain/kernel/src/rate-limiter.port.ts:')
  })

  it('of 4 and 5 is no code of a store, but two promises and how the shop runs', () => {
    const { composition, sections } = between('4', '5')
    const rows = Object.fromEntries(sections.map((section) => [section.title, section.rows.flat()]))

    expect(composition).toEqual([])
    expect(rows.Composition).toContain('separate services')
    expect(rows.Promises).toContain('parts-apart')
  })

  it('moves no data when the code alone moves behind a port', () => {
    expect(between('0', '1').data).toEqual([])
    expect(between('0', '1').composition).toHaveLength(11)
  })
})

describe('step 0 and 1', () => {
  const lines = (piece: PieceId, width?: number) =>
    diffText('title', between('0', '1', { piece }), { width }).split('\n').length

  it('fit a screen for the rate limiter, and three for the cart', () => {
    expect(lines('rate-limit', 160)).toBeLessThanOrEqual(55)
    expect(lines('rate-limit')).toBeLessThanOrEqual(55)
    expect(lines('cart')).toBeLessThanOrEqual(150)
  })

  it.each(pieceIds)('show lines of the plain shop for %s', (piece) => {
    const [diff] = between('0', '1', { piece }).pieces

    expect(diff?.from.excerpts.some(({ text }) => text.includes('// STATEFUL:'))).toBe(true)
    expect(diff?.isSeamNew).toBe(true)
  })
})

describe('as text', () => {
  const wide = 160
  const lines = (width: number | undefined) =>
    stripVTControlCharacters(diffText('title', between('3b', '4', { piece: 'rate-limit' }), { width })).split(
      '\n',
    )

  it('stands side by side where the terminal is wide, and never wider than it', () => {
    expect(lines(wide).some((line) => line.includes(' │ '))).toBe(true)
    expect(Math.max(...lines(wide).map((line) => line.length))).toBeLessThanOrEqual(wide)
    expect(lines(139).some((line) => line.includes(' │ '))).toBe(false)
  })

  it('stands one below the other in a pipe', () => {
    expect(lines(undefined)).toContain("+ local attempts = redis.call('INCR', KEYS[1])")
    expect(
      lines(undefined).some((line) => line.startsWith('- export function createMemoryRateLimiter')),
    ).toBe(true)
  })
})

it('explains a step with its column of the matrix and every promise once', () => {
  const page = explainStep(findStep('3b'))

  expect(page).toMatch(/^# Step 3b/)
  expect(page).toMatch(/carts +Valkey/)
  expect(page.match(/^- Never oversold/gm)).toHaveLength(1)
  expect(page).toContain('45 were sold')
  expect(page).not.toContain('<!--')
})
