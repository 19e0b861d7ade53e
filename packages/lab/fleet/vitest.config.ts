import { defineConfig } from 'vitest/config'

// One file at a time: each starts its own processes, and their timing is what is tested.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
