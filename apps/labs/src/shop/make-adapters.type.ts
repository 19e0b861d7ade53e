import type { ShopAdapters } from '@unsticky/http'
import type { Config } from '@unsticky/shop-step'

/** What a lab's adapters.ts exports as `makeAdapters`: the attendee's files, put behind the ports they are for. */
export type MakeAdapters = (
  folder: string,
  context: { readonly config: Config; readonly given: ShopAdapters },
) => Promise<Partial<ShopAdapters>>
