/**
 * One instance of the attendee's shop: the shop of a step, with the attendee's files behind some of its ports. LAB_FILES
 * names them: { "5": "/home/anna/unsticky/.lab/5" }.
 */
import { demoCatalog } from '@unsticky/catalog'
import { assertNoStateInProcess, runShop, type ShopAdapters } from '@unsticky/http'
import { createAdapters, loadConfig } from '@unsticky/shop-step'
import { storefront } from '@unsticky/storefront'
import { findLab } from '../labs.ts'
import type { MakeAdapters } from './make-adapters.type.ts'

await runShop(async () => {
  const config = loadConfig()
  const given = await createAdapters(config)
  const adapters = await withFilesOf(JSON.parse(process.env.LAB_FILES ?? '{}'), { config, given })
  if (process.env.LAB_STATE_IN_PROCESS !== 'allowed') assertNoStateInProcess(adapters)
  if (adapters.catalog.livesIn.kind === 'in-process') await adapters.catalog.put(demoCatalog())
  return { adapters, settings: config.settings, version: 'yours', pages: storefront }
})

type Context = Parameters<MakeAdapters>[1]

async function withFilesOf(files: Readonly<Record<string, string>>, context: Context) {
  let adapters = context.given
  for (const [id, folder] of Object.entries(files)) {
    const { makeAdapters } = (await import(`../../labs/${findLab(id).folder}/adapters.ts`)) as {
      makeAdapters: MakeAdapters
    }
    const made = await makeAdapters(folder, { ...context, given: adapters })
    adapters = { ...adapters, ...exceptPutBack(made) }
  }
  return adapters
}

/** What an experiment puts back into the process stays there, whoever has a better one. */
function exceptPutBack(made: Partial<ShopAdapters>): Partial<ShopAdapters> {
  const putBack = (process.env.SHOP_PUT_BACK ?? '').split(',')
  return Object.fromEntries(Object.entries(made).filter(([port]) => !putBack.includes(port)))
}
