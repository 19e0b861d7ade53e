import { describeCookieKeys } from '@unsticky/testkit'
import { describe, expect, it } from 'vitest'
import { inMemory } from '../testing/excuses.ts'
import { createBootCookieKeys } from './cookie-keys.ts'

describeCookieKeys('made at boot', {
  open: async () => ({ store: createBootCookieKeys() }),
  cannot: {
    ...inMemory,
    sharing: 'every process makes keys of its own',
    rotation: 'the keys change at a restart and at no other time',
  },
})

describe('createBootCookieKeys', () => {
  it('makes other keys at the next boot: the fault that it is kept for', () => {
    expect(createBootCookieKeys().current()).not.toEqual(createBootCookieKeys().current())
  })
})
