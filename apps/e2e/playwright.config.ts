import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import type { DeviceName } from './src/devices.ts'

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
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure', actionTimeout: 15_000, navigationTimeout: 20_000 },
  projects: [
    { name: 'desktop', use: { own: 'laptop' } },
    { name: 'phone', use: { own: 'phone' }, grepInvert: /@desktop/ },
  ],
} satisfies PlaywrightTestConfig<{ own: DeviceName }>)
