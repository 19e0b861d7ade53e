import { expect, it } from 'vitest'
import { rows } from '../rows.ts'
import { distance, findRows, UnknownRowError } from './find-rows.ts'

it('finds rows in any case, by a part of a double name, and all when none is named', () => {
  expect(findRows(['r12', 'S5', 'R13B'])).toEqual(['R12', 'S4/S5', 'R13b'])
  expect(findRows([])).toEqual(rows.map(({ id }) => id))
})

it.each(['R99', 'X1', '', 'R1 2', '../R12', 'R12.*'])('refuses %j and names what is near', (name) => {
  expect(() => findRows(['R12', name])).toThrow(UnknownRowError)
})

it('names the row that was meant', () => {
  expect(() => findRows(['R012'])).toThrow(/nearest are .*R12/)
})

it('counts the letters between two words', () => {
  expect([
    distance('R12', 'R12'),
    distance('R12', 'R13'),
    distance('', 'R1'),
    distance('kitten', 'sitting'),
  ]).toEqual([0, 1, 2, 3])
})
