import { setTimeout as sleep } from 'node:timers/promises'
import { demoCatalog } from '@unsticky/catalog'
import { createFetchBrowser } from '@unsticky/http/testing'

/** Shelves next to each other, so that some things are bought together more often than others. */
const shelf = demoCatalog()
  .slice(0, 12)
  .map(({ product }) => product.id)

/** Three buyers with an account each, one order every two seconds each, through the shop's own API. */
export async function buyUntil(signal: AbortSignal, url: string): Promise<void> {
  await Promise.all([0, 1, 2].map((buyer) => buyAgainAndAgain(buyer)))

  async function buyAgainAndAgain(buyer: number) {
    const browser = createFetchBrowser(url)
    await browser.openSession()
    await browser.signUp()
    for (let round = buyer; !signal.aborted; round += 1) {
      const wanted = shelf.slice(round % 8, (round % 8) + 1 + (round % 3))
      // What a buyer cannot buy now is bought in the next round.
      await buy(browser, wanted).catch(() => {})
      await sleep(2000, undefined, { signal }).catch(() => {})
    }
  }
}

async function buy(browser: ReturnType<typeof createFetchBrowser>, wanted: readonly string[]) {
  for (const productId of wanted) await browser.addToCart(productId, 1)
  await browser.checkOut('approved')
}
