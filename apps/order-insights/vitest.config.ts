import { defineConfig } from 'vitest/config'

// One file at a time: each has a local cloud of its own.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
