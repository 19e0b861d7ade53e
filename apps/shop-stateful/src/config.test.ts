import { expectedEnvExample, readEnvExample } from '@unsticky/http/testing'
import { expect, it } from 'vitest'
import { ownSettings } from './config.ts'

it('.env.example shows every setting that this shop reads, each with its default, and nothing else', () => {
  const shown = readEnvExample(new URL('../.env.example', import.meta.url))

  const { SESSION_PLUGIN, SHOP_PARTS, PICTURE_ORIGINS, ...read } = expectedEnvExample(ownSettings, shown)
  expect(shown).toEqual(read)
})
