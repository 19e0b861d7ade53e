import { expect, it } from 'vitest'
import { expectationOf, outcomeOf } from './judge.ts'

const answer = (status: number, body: unknown) => ({
  status,
  headers: {},
  setCookies: [],
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})
const expected = expectationOf('GET /cart', [
  answer(200, { lines: { kettle: 1 }, at: 1 }),
  answer(200, { lines: { kettle: 1 }, at: 2 }),
])

it('does not mind what differs by itself', () => {
  expect(outcomeOf(expected, answer(200, { lines: { kettle: 1 }, at: 3 }))).toBe('same')
})

it('sees that a 200 with an empty cart is a loss', () => {
  expect(outcomeOf(expected, answer(200, { lines: {}, at: 3 }))).toBe('gone')
})

it('sees that a page behind a login asks for it again', () => {
  expect(outcomeOf(expected, answer(401, {}))).toBe('logged out')
  expect(outcomeOf(expected, answer(302, ''))).toBe('logged out')
})

it('takes an error of the server for no answer, not for a loss', () => {
  expect(outcomeOf(expected, answer(503, {}))).toBe('silent')
  expect(outcomeOf(expected, undefined)).toBe('silent')
})
