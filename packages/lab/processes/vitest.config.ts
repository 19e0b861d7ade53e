import { defineConfig } from 'vitest/config'

// Some tests start processes, which on a busy machine takes longer than the five seconds of the default.
export default defineConfig({ test: { testTimeout: 90_000, hookTimeout: 120_000 } })
