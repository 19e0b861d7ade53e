import type { Assets } from './assets.ts'
import type { PageReads } from './page-reads.ts'
import type { Shell } from './views/shell.ts'

/**
 * What goes around a page. A cart or a profile that cannot be read is shown as unknown, never as empty or signed out,
 * and does not take the page down with it: the catalogue can be browsed while the cart store is away.
 */
export async function shellOf(reads: PageReads, assets: Assets): Promise<Shell> {
  const [cart, profile] = await Promise.all([attempt(reads.cart), attempt(reads.profile)])
  // Who cannot be found out must not be greeted as signed out.
  const isGuest = reads.isIdentified && reads.accountId === undefined
  return {
    badge: badgeOf(reads.about),
    cartUnits: cart?.units,
    cartRevision: cart?.revision ?? 0,
    accountName: isGuest ? undefined : (profile?.displayName ?? 'Account'),
    isLive: reads.hasSession,
    assetUrl: assets.url,
  }
}

function badgeOf({ instanceId, version, state }: PageReads['about']): Shell['badge'] {
  const cart = state.find((row) => row.state === 'cart')
  return {
    instance: instanceId,
    version,
    cartLivesIn: cart?.livesIn ?? 'no known place',
    isCartShared: cart?.kind === 'shared',
  }
}

const attempt = <T>(read: () => Promise<T>): Promise<T | undefined> => read().catch(() => undefined)
