import { defineConfig } from 'vitest/config'

// One file at a time: the fleets of two would measure each other.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 180_000, hookTimeout: 120_000 } })
