/** `pnpm bench sessions`: what each session store costs, in time, in loss and in money. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { startLocalCloud } from '@unsticky/local-cloud'
import { type Loss, measureLoss } from './sessions/loss.ts'
import { measureStores } from './sessions/measure.ts'
import { readSessionOptions } from './sessions/options.ts'
import prices from './sessions/prices.ts'
import { resultOf } from './sessions/result.ts'
import { openStores, type StoreName } from './sessions/stores.ts'
import { toMarkdown } from './sessions/table.ts'

const { names, rounds, cellMs, kill, json, output: directory } = readSessionOptions()
const log = (line: string) => console.error(line)
process.once('SIGINT', () => process.exit(130)) // the process group of the cloud ends what runs

await using cloud = await startLocalCloud()
const stores = openStores(cloud, names)
const measured = await measureStores(stores, { rounds, cellMs, log })
const losses = new Map<StoreName, Loss>()
for (const store of kill ? stores : []) {
  log(`killing ${store.label}`)
  losses.set(store.name, await measureLoss(store))
}
const result = resultOf({ stores, rounds: measured, losses, prices, settings: { rounds, cellMs } })
for (const { close } of stores) await close()

mkdirSync(directory, { recursive: true })
const text = { json: `${JSON.stringify(result, null, 2)}\n`, md: toMarkdown(result) }
for (const [extension, content] of Object.entries(text))
  writeFileSync(join(directory, `sessions.${extension}`), content)
process.stdout.write(json ? text.json : text.md)
for (const extension of ['json', 'md']) log(relative(process.cwd(), join(directory, `sessions.${extension}`)))
