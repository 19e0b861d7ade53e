import { defineConfig } from 'vitest/config'

// One file at a time: each starts its own Valkey, and some of them freeze and kill it.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
