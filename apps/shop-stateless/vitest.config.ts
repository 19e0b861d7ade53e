import { defineConfig } from 'vitest/config'

// The real servers are started, frozen and killed. One file at a time: each has a local cloud of its own.
export default defineConfig({ test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 120_000 } })
