import { defineConfig } from 'vitest/config'

// The real servers are started, frozen and killed.
export default defineConfig({ test: { testTimeout: 90_000, hookTimeout: 120_000 } })
