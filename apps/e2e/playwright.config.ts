import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import type { DeviceName } from './src/devices.ts'

// The pages as they were at every step, without a film of them: that would cost more than the tests.
const trace = { mode: 'retain-on-failure', snapshots: true, screenshots: false } as const

/**
 * In desktop and phone, each acts on its own device and the other one looks on; control-room is that page. Every project
 * has fleets and stores of its own, so two of them run at the same time: what they do most is wait.
 */
export default defineConfig<{ own: DeviceName }>({
  globalSetup: './src/global-setup.ts',
  outputDir: '.results/artifacts',
  reporter: [['list'], ['json', { outputFile: '.results/playwright.json' }]],
  workers: 2,
  fullyParallel: false,
  // A test that needs a second try is a test that fails.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Every wait is for an event: a long limit costs nothing where it comes, and a busy machine may take its time.
  timeout: 300_000,
  expect: { timeout: 90_000 },
  use: { trace, actionTimeout: 90_000, navigationTimeout: 90_000 },
  // In each, one test after the other: they share its fleets, and kill their instances.
  projects: [
    { name: 'desktop', testDir: './tests/shop', workers: 1, use: { own: 'laptop' } },
    { name: 'phone', testDir: './tests/shop', workers: 1, use: { own: 'phone' }, grepInvert: /@desktop/ },
    { name: 'control-room', testDir: './tests/control-room', workers: 1 },
  ],
} satisfies PlaywrightTestConfig<{ own: DeviceName }>)
