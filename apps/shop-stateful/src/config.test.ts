import { expectedEnvExample, readEnvExample } from '@unsticky/http/testing'
import { expect, it } from 'vitest'
import { ownSettings } from './config.ts'

it('.env.example shows every setting, each with its default, and nothing else', () => {
  const shown = readEnvExample(new URL('../.env.example', import.meta.url))

  expect(shown).toEqual(expectedEnvExample(ownSettings, shown))
})
