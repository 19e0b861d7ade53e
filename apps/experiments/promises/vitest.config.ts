import { defineConfig } from 'vitest/config'

// Whole fleets are started, killed and restarted.
export default defineConfig({ test: { testTimeout: 180_000, hookTimeout: 180_000 } })
