import { defineConfig } from 'vitest/config'

// Programs and stores are waited for, on a machine that may have other work.
export default defineConfig({
  resolve: { conditions: ['unsticky-source'] },
  ssr: { resolve: { conditions: ['unsticky-source'] } },
  test: { testTimeout: 90_000, hookTimeout: 120_000 },
})
