import { defineConfig } from 'vitest/config'

// The stacks are synthesized once for all files: it takes seconds.
export default defineConfig({
  test: { globalSetup: './src/testing/assemble.ts', testTimeout: 90_000, hookTimeout: 120_000 },
})
