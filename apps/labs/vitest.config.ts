import { defineConfig } from 'vitest/config'

// Fleets are started and waited for, on a machine that may have other work.
export default defineConfig({ test: { testTimeout: 180_000, hookTimeout: 180_000 } })
