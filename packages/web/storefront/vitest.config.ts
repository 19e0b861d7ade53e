import { defineConfig } from 'vitest/config'

// Programs, stores or browsers are waited for, on a machine that may have other work.
export default defineConfig({ test: { testTimeout: 90_000, hookTimeout: 120_000 } })
