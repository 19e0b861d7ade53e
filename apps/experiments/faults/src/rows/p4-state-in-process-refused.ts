import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Experiment } from '../experiment.ts'

const mixedShop = fileURLToPath(new URL('../testing/mixed-shop.ts', import.meta.url))

export const stateInProcessRefused: Experiment = {
  async after(_shop, { refusalOf }) {
    expect(await refusalOf({ name: 'mixed', entry: mixedShop })).toEqual({
      exitCode: 1,
      line: expect.stringContaining('keeps nothing in its process, but this one does: login attempts ('),
    })
  },
}
