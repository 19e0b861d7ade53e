import { fileURLToPath } from 'node:url'
import type { InstanceInfo } from '@unsticky/fleet'

/** The programs of `testing/`: a shop with levers, one that dies in the middle of an order, one of the next version. */
export const leveredShop = fileURLToPath(new URL('./testing/levered-shop.ts', import.meta.url))
export const failpointShop = fileURLToPath(new URL('./testing/failpoint-shop.ts', import.meta.url))
export const nextShop = fileURLToPath(new URL('./testing/next-shop.ts', import.meta.url))

export type Lever = 'unready' | 'ready' | 'broken' | 'mended'

/** Pulls a lever of one instance, or of several. */
export async function pull(lever: Lever, instances: readonly InstanceInfo[]) {
  await Promise.all(
    instances.map(async ({ id, port }) => {
      const { status } = await fetch(`http://127.0.0.1:${port}/levers/${lever}`)
      if (status !== 200) throw new Error(`${id} answered ${status} to the lever "${lever}"`)
    }),
  )
}
