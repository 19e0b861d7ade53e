import { expect, type Locator, type Page } from '@playwright/test'
import type { ColumnId } from '@unsticky/control-room/snapshot'

/** The control room's page, and what stands on it. */
export interface RoomPage {
  readonly page: Page
  column(id: ColumnId): Locator
  /** The instances of a column that are in a state: ready, frozen, draining, killed, stopped. */
  instances(id: ColumnId, state: string): Locator
  service(id: string): Locator
  /** By its id in packages/lab/steps. */
  promise(id: ColumnId, promise: string): Locator
  /** What the shoppers of a column live through: carts, logins, mixed, errors, time. */
  reading(id: ColumnId, reading: string): Locator
  /** The number that is read from the last row. */
  cartsLost(id: ColumnId): Locator
  timeline(): Locator
  tour(): Locator
}

export const columnIds = ['before', 'after'] as const

/** Names what stands on the page. */
export function describeRoomPage(page: Page): RoomPage {
  const column = (id: ColumnId) => page.locator(`section.column[data-column="${id}"]`)
  return {
    page,
    column,
    instances: (id, state) => column(id).locator(`.instance[data-state="${state}"]`),
    service: (id) => page.locator(`[data-service="${id}"]`),
    promise: (id, promise) => column(id).locator(`[data-promise="${promise}"]`),
    reading: (id, reading) => column(id).locator(`[data-reading="${reading}"]`),
    cartsLost: (id) => page.locator(`[data-carts-lost="${id}"]`),
    timeline: () => page.getByRole('region', { name: 'Timeline' }),
    tour: () => page.getByRole('complementary', { name: 'Guided tour' }),
  }
}

/** Presses a button of an instance or a service, whose name starts with the word that is seen on it. */
export const press = (where: Locator, word: string): Promise<void> =>
  where
    .getByRole('button', { name: new RegExp(`^${word}`) })
    .first()
    .click()

/** Everything as at the start, by the page's own button. */
export async function resetByButton({ page, instances, cartsLost }: RoomPage): Promise<void> {
  // Four instances are started.
  const done = page.waitForResponse((answer) => answer.url().endsWith('/api/reset'), { timeout: 150_000 })
  await page.getByRole('button', { name: 'Reset everything' }).click()
  expect((await done).status()).toBe(204)
  for (const id of columnIds) {
    await expect(instances(id, 'ready')).toHaveCount(2)
    await expect(cartsLost(id)).toHaveText('0')
  }
}
