import { promiseIds } from '@unsticky/steps'
import { expect, it } from 'vitest'
import { rounds } from './index.ts'

it('every promise has its round', () => {
  expect(rounds.flat().toSorted()).toEqual(promiseIds.toSorted())
})
