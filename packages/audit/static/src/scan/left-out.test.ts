import { describe, expect, it } from 'vitest'
import { leftOutReason } from './left-out.ts'

describe('what is left out by its path', () => {
  it.each(['app.config.ts', 'src/auth.config.ts', 'app/config/db.config.js', 'server/testimonials.ts'])(
    'reads %s, which is code of the app',
    (file) => {
      expect(leftOutReason(file)).toBeUndefined()
    },
  )

  it.each([
    ['vite.config.ts', 'settings of tools'],
    ['apps/web/next.config.mjs', 'settings of tools'],
    ['webpack.prod.js', 'settings of tools'],
    ['.eslintrc.cjs', 'settings of tools'],
    ['src/users.test.ts', 'tests and fixtures'],
    ['dist/index.js', 'build output'],
    ['public/app.js', 'browser code'],
  ])('leaves out %s: %s', (file, reason) => {
    expect(leftOutReason(file)).toBe(reason)
  })
})
