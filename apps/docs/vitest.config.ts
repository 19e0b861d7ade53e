import { defineConfig } from 'vitest/config'

// Programs are started to read their help, on a machine that may have other work.
export default defineConfig({ test: { testTimeout: 90_000, hookTimeout: 120_000 } })
