import { defineConfig } from 'vitest/config'

// The suites that `pnpm lab check` runs on an attendee's files; `pnpm test` does not see them.
export default defineConfig({
  test: { include: ['src/check/candidates.suite.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
})
