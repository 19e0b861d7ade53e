import { defineConfig } from 'vitest/config'

// One file at a time: each starts its own fleets and stores, and some of them kill and freeze them.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
