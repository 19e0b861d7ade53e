import { defineConfig } from 'vitest/config'

// Real servers are started and killed, on a machine that may have other work.
export default defineConfig({ test: { testTimeout: 90_000, hookTimeout: 120_000 } })
