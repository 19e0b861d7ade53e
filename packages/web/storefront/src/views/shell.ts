import type { Content } from '../html.ts'

/** What every page shows around its own content. */
export interface Shell {
  /** Who answered and where the cart lives. */
  readonly badge: Badge
  /** Units in the cart; `undefined` when the cart could not be read, which is not the same as 0. */
  readonly cartUnits: number | undefined
  /** Grows with every change of the cart; lets the page tell old news from new. */
  readonly cartRevision: number
  /** The name to greet; `undefined` for a guest. */
  readonly accountName: string | undefined
  /** Whether this visitor has a session, so that there can be a cart to follow. */
  readonly isLive: boolean
  readonly assetUrl: (name: string) => string
}

export interface Badge {
  /** The instance that rendered this page: "shop-stateless-2". */
  readonly instance: string
  /** "stateful", "stateless" or a step's name. */
  readonly version: string
  readonly cartLivesIn: string
  readonly isCartShared: boolean
}

export interface Page {
  /** Names the page in the tab and in the history; the shop's name is added. */
  readonly title: string
  readonly content: Content
  /** The words searched for, to be shown in the search field again. */
  readonly search?: string
  /** A script of this page beside the one every page has. */
  readonly script?: string
  /** For the cart link and the like: the path of this page. */
  readonly path?: string
}
