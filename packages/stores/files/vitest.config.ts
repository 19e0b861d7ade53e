import { defineConfig } from 'vitest/config'

// Several processes write into one folder, and some are killed.
export default defineConfig({ test: { testTimeout: 30_000 } })
