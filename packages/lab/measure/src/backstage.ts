import { ensureTools } from '@unsticky/local-cloud'
import type { StoreUse } from '@unsticky/report'
import { seedCatalog, startSeededCloud } from '@unsticky/shops/backing-services'
import { listenForDynamoCounts } from './dynamodb-counts.ts'
import { storeReader } from './store-use.ts'

/** What the fleets of a comparison share: the programs, the stores with the catalogue in them, and who counts their use. */
export interface Backstage extends AsyncDisposable {
  readonly paths: { readonly envoy: string; readonly k6: string }
  /** "1.40.0", by name of the program. */
  readonly versions: Readonly<Record<string, string>>
  /** What an instance of the stateless shop finds the stores by. */
  readonly cloudEnv: Readonly<Record<string, string>>
  /** What it needs on top, so that its requests to DynamoDB are counted. */
  readonly countingEnv: Readonly<Record<string, string>>
  /** What the stores have done so far. */
  readStores(): Promise<readonly StoreUse[]>
  /** Every product as it was at first, so that a later run has something to sell, too. */
  restock(): Promise<void>
}

/** Starts the stores. Whatever it throws, nothing is left running. */
export async function openBackstage(): Promise<Backstage> {
  const tools = await ensureTools(['valkey', 'envoy', 'ministack', 'k6'])
  await using opening = new AsyncDisposableStack()
  const cloud = opening.use(await startSeededCloud())
  const dynamo = opening.use(await listenForDynamoCounts())
  const readValkeys = storeReader(cloud)
  const opened = opening.move()
  return {
    paths: { envoy: tools.envoy.command, k6: tools.k6.command },
    versions: Object.fromEntries(Object.values(tools).map(({ name, version }) => [name, version])),
    cloudEnv: cloud.env,
    countingEnv: dynamo.env,
    readStores: async () => [...(await readValkeys()), dynamo.read(), dynamo.readOthers()],
    restock: () => seedCatalog(cloud.env),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
