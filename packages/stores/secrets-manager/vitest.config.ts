import { defineConfig } from 'vitest/config'

// One file at a time: each starts its own local cloud, and some of them freeze it.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
