import { setTimeout as sleep } from 'node:timers/promises'
import { crowdFromOneAddress } from '@unsticky/http'
import { createFetchBrowser } from '@unsticky/http/testing'
import { freePort } from '@unsticky/processes'
import { startSeededCloud } from '@unsticky/shops/backing-services'
import { createShopper, type StepName, steps } from '../testing/shopper-steps.ts'
import { type Container, startContainer } from './container.ts'

interface CheckOptions {
  readonly engine: string
  readonly image: string
  readonly say: (line: string) => void
}

/** Thrown when the image is not what it should be. */
export class ImageCheckError extends Error {}

/** What a shopper does in either shop. */
const everywhere: readonly StepName[] = [
  'sees products and pages',
  'signs up and takes the cart along',
  'changes the profile',
  'logs in on another device, and out',
]

/** These look for files in S3, where only the stateless shop has them. */
const withFiles: readonly StepName[] = [
  'puts up a picture, and another one in its place',
  'orders, pays again after a declined card, and cancels',
]

const statefulOptions = {
  command: ['node', 'apps/shop-stateful/src/server.ts'],
  // The disk of its server: pictures and receipts.
  options: ['--tmpfs=/disk:rw,mode=1777'],
}

/** Shops in both shops of the image, and looks at what its container may do and how it ends. */
export async function checkImage({ engine, image, say }: CheckOptions): Promise<void> {
  const shared = { PUBLIC_ORIGIN: 'self', LOG_LEVEL: 'warn', DRAIN_SECONDS: '2', ...crowdFromOneAddress }
  await using cloud = await startSeededCloud()
  {
    const env = { ...shared, ...cloud.env }
    await using shop = await startContainer({ engine, image, port: await freePort(), env })
    say(`stateless: ready ${(shop.startMs / 1000).toFixed(1)} s after its start`)
    await lookInside(shop, say)
    await shopIn(shop, { steps: [...everywhere, ...withFiles], say })
    await endInTheMiddle(shop, say)
  }
  const env = { ...shared, SHOP_FILES_DIRECTORY: '/disk' }
  await using shop = await startContainer({ engine, image, port: await freePort(), env, ...statefulOptions })
  say(`stateful: ready ${(shop.startMs / 1000).toFixed(1)} s after its start`)
  await shopIn(shop, { steps: everywhere, say })
  await endInTheMiddle(shop, say)
}

async function lookInside(shop: Container, say: CheckOptions['say']) {
  const uid = await shop.exec('node', '-p', 'process.getuid()')
  expectThat(uid === '1000', `the process runs as user ${uid}`)
  const writes =
    "try { fs.writeFileSync('/app/x', ''); console.log('yes') } catch (error) { console.log(error.code) }"
  const outcome = await shop.exec('node', '-e', `const fs = require('node:fs'); ${writes}`)
  expectThat(outcome === 'EROFS', `writing below /app gives ${outcome}`)
  const health = await shop.health()
  expectThat(health === 'healthy', `the health check says ${health}`)
  say('user 1000, a file system that cannot be written to, healthy')
}

interface ShoppingOptions extends Pick<CheckOptions, 'say'> {
  readonly steps: readonly StepName[]
}

async function shopIn({ url }: Container, { steps: names, say }: ShoppingOptions) {
  const shopper = await createShopper(url)
  for (const name of names) await steps[name](url, shopper)
  say(`a shopper ${names.join('; ')}`)
}

/** SIGTERM while an order is being paid: the order is answered, new requests are told to go elsewhere, the exit is 0. */
async function endInTheMiddle(shop: Container, say: CheckOptions['say']) {
  const browser = createFetchBrowser(shop.url)
  await browser.openSession()
  await browser.signUp()
  await browser.addToCart('copper-kettle')
  const ordering = browser.checkOut('slow')
  await sleep(100)
  const stopping = shop.stop()
  await sleep(500)
  const ready = await fetch(`${shop.url}/readyz`)
  const order = await ordering
  const { exitCode, seconds } = await stopping
  expectThat(ready.status === 503, `/readyz answers ${ready.status} while it drains`)
  expectThat(order.status === 201, `the order under way was answered with ${order.status}`)
  expectThat(exitCode === 0, `it ended with ${exitCode}`)
  say(`SIGTERM: not ready at once, the order under way answered, ended with 0 after ${seconds.toFixed(1)} s`)
}

function expectThat(isSo: boolean, found: string): void {
  if (!isSo) throw new ImageCheckError(`The image is not what it should be: ${found}`)
}
