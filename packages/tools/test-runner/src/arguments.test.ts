import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

const read = (...args: string[]) => readArguments(args, { packages: ['@unsticky/cart', '@unsticky/fleet'] })

it('takes a package by its short and its full name', () => {
  expect(read('--only', 'cart')).toEqual({ only: '@unsticky/cart' })
  expect(read('--only', '@unsticky/cart', '--quick')).toEqual({ only: '@unsticky/cart', isQuick: true })
})

it('names the packages where one is unknown', () => {
  expect(read('--only', 'basket').error).toBe(
    'There is no package "basket". Packages: @unsticky/cart, @unsticky/fleet',
  )
})

it('refuses an option that it does not know', () => {
  expect(read('--fast').error).toContain('--fast')
})
