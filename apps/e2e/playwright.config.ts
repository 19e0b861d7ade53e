import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import type { DeviceName } from './src/devices.ts'

// The pages as they were at every step, without a film of them: that would cost more than the tests.
const trace = { mode: 'retain-on-failure', snapshots: true, screenshots: false } as const

/** Each project acts on its own device; the other one looks on. */
export default defineConfig<{ own: DeviceName }>({
  testDir: './tests',
  globalSetup: './src/global-setup.ts',
  outputDir: '.results/artifacts',
  reporter: [['list'], ['json', { outputFile: '.results/playwright.json' }]],
  // One after the other: they share the two fleets, and kill their instances.
  workers: 1,
  fullyParallel: false,
  // A test that needs a second try is a test that fails.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Every wait is for an event: a long limit costs nothing where it comes, and a busy machine may take its time.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: { trace, actionTimeout: 30_000, navigationTimeout: 45_000 },
  projects: [
    { name: 'desktop', use: { own: 'laptop' } },
    { name: 'phone', use: { own: 'phone' }, grepInvert: /@desktop/ },
  ],
} satisfies PlaywrightTestConfig<{ own: DeviceName }>)
