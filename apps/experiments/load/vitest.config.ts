import { defineConfig } from 'vitest/config'

// One file at a time: all tests share one fleet, and what they do to it is what they measure.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
