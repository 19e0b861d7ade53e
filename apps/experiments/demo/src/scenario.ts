/** What every contestant goes through: the same shoppers, the same moments. */
export interface Scenario {
  /** The phases of loadtests/lib/phases.ts. */
  readonly profile: 'smoke' | 'demo'
  readonly shoppers: number
  /** Of this product there are fewer units than shoppers who want one. */
  readonly scarceProductId: string
  /** k6 needs a moment to load its script before the first shopper can come. */
  readonly k6StartMs: number
  /** Seconds after the first shopper came. */
  readonly killAtSeconds: number
  readonly restartAtSeconds: number
}

/** The moments fit the profile: killed while everybody shops, restarted before the first one reads back. */
export function createScenario({ shoppers }: { shoppers: number }): Scenario {
  const isSmall = shoppers < 60
  return {
    profile: isSmall ? 'smoke' : 'demo',
    shoppers,
    scarceProductId: 'limited-edition-print',
    k6StartMs: 2500,
    killAtSeconds: isSmall ? 4.2 : 5.5,
    restartAtSeconds: isSmall ? 5.7 : 7.5,
  }
}
