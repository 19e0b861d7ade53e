import { defineConfig } from 'vitest/config'

// Several processes write into one folder, and some are killed.
export default defineConfig({ test: { testTimeout: 90_000, hookTimeout: 120_000 } })
