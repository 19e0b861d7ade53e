import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

/** Work that notes when it begins and ends, and lets others in between if they are not kept out. */
function createWork() {
  const notes: string[] = []
  const work = (name: string) => async () => {
    notes.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    notes.push(`${name} ends`)
  }
  return { notes, work }
}

it('lets work on the same thing follow one another, in the order in which it came', async () => {
  const [{ inTurn }, { notes, work }] = [createTurns(), createWork()]

  await Promise.all([inTurn('cart', work('first')), inTurn('cart', work('second'))])

  expect(notes).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})

it('lets work on different things run side by side', async () => {
  const [{ inTurn }, { notes, work }] = [createTurns(), createWork()]

  await Promise.all([inTurn('one', work('one')), inTurn('other', work('other'))])

  expect(notes.slice(0, 2)).toEqual(['one begins', 'other begins'])
})

it('goes on after work that failed, which only its own caller hears of', async () => {
  const [{ inTurn }, { notes, work }] = [createTurns(), createWork()]

  const failed = inTurn('cart', () => Promise.reject(new Error('no')))
  const next = inTurn('cart', work('next'))

  await expect(failed).rejects.toThrow('no')
  await next
  expect(notes).toEqual(['next begins', 'next ends'])
})

it('does not let two wait for each other for ever, who name the same two in other orders', async () => {
  const [{ inTurnOfAll }, { notes, work }] = [createTurns(), createWork()]

  await Promise.all([
    inTurnOfAll(['guest', 'account'], work('merge')),
    inTurnOfAll(['account', 'guest'], work('other way round')),
  ])

  expect(notes).toHaveLength(4)
})
