import { defineConfig } from 'vitest/config'

// One file at a time: most start their own Valkey or local cloud.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 30_000, hookTimeout: 120_000 } })
