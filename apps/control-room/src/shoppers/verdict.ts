import { type FleetContinuity, judge, type Ledger } from '@unsticky/continuity'

/** What one look has changed. */
export interface ShopperVerdict {
  readonly isFirstCheck: boolean
  readonly isCartLost: boolean
  readonly isCartMixed: boolean
  readonly isLoginLost: boolean
  /** One sentence for people about what was found. */
  readonly detail?: string
}

/** Judges the ledger again after every look and reports each finding once. */
export function createVerdict(ledger: Ledger, report: (verdict: ShopperVerdict) => void) {
  let known: Pick<FleetContinuity, 'cartsChecked' | 'cartsLost' | 'cartsMixed' | 'loginsLost'> = {
    cartsChecked: 0,
    cartsLost: 0,
    cartsMixed: 0,
    loginsLost: 0,
  }
  return { reconsider, isCartLost: () => known.cartsLost > 0 }

  function reconsider() {
    const found = judge(ledger.events())
    const isNew = (count: keyof typeof known) => found[count] > known[count]
    const verdict = {
      isFirstCheck: isNew('cartsChecked'),
      isCartLost: isNew('cartsLost'),
      isCartMixed: isNew('cartsMixed'),
      isLoginLost: isNew('loginsLost'),
    }
    known = found
    if (Object.values(verdict).some(Boolean)) report({ ...verdict, detail: found.anomalies[0]?.detail })
  }
}
