import { defineConfig } from 'vitest/config'

// One file at a time: those with fleets would measure each other.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
