import { readFile } from 'node:fs/promises'
import type { TestInfo } from '@playwright/test'
import type { ShopUnderTest } from './shop-under-test.ts'

/** Attaches to a failed test what its traces cannot show: who was killed when, and what the balancer counted. */
export async function attachEvidence(
  testInfo: TestInfo,
  { name, events, fleet }: ShopUnderTest,
): Promise<void> {
  await attach(`${name}-kill-log.txt`, events.join('\n') || 'Nothing happened to the instances.')
  const stats = await fleet.stats().catch((error) => ({ unread: String(error) }))
  await attach(`${name}-balancer.json`, JSON.stringify(stats, null, 2))
  for (const { id, state, logFile } of fleet.instances) {
    const log = await readFile(logFile, 'utf8').catch(String)
    await attach(`${name}-${id}-${state}.log`, log.slice(-10_000))
  }

  async function attach(title: string, body: string) {
    await testInfo.attach(title, {
      body,
      contentType: title.endsWith('.json') ? 'application/json' : 'text/plain',
    })
  }
}
