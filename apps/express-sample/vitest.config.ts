import { defineConfig } from 'vitest/config'

// Programs and stores are waited for, on a machine that may have other work.
export default defineConfig({ test: { testTimeout: 90_000, hookTimeout: 120_000 } })
