import type prices from './prices.ts'

export type Prices = typeof prices

/** What a million sessions cost at one number of sessions a month, in the currency of the table. */
export interface Cost {
  readonly store: string
  readonly label: string
  readonly sessionsPerMonth: number
  readonly perMillionSessions: number
}

const million = 1e6
const gigabyte = 1e9

/** One line for every way to pay and every number of sessions a month. */
export function costsOf(table: Prices): Cost[] {
  return table.sessionsPerMonth.flatMap((sessionsPerMonth) => {
    const perMonth = {
      elasticache: costOfNodes(table, table.elasticache, sessionsPerMonth),
      elasticacheServerless: costOfServerless(table, sessionsPerMonth),
      memorydb: costOfNodes(table, table.memorydb, sessionsPerMonth),
      dynamodb: costOfDynamo(table, sessionsPerMonth),
      efs: costOfFolder(table, sessionsPerMonth),
    }
    return Object.entries(perMonth).map(([store, cost]) => ({
      store,
      label: table[store as keyof typeof perMonth].label,
      sessionsPerMonth,
      perMillionSessions: (cost / sessionsPerMonth) * million,
    }))
  })
}

const operationsPerSession = ({ sets, looks, destroys }: Prices['workload']) => sets + looks + destroys

/** Sessions that are stored at the same moment, on average. */
const storedAtOnce = ({ workload, hoursPerMonth }: Prices, sessionsPerMonth: number) =>
  (sessionsPerMonth * workload.storedHours) / hoursPerMonth

/** Nodes are paid whether they work or not; their number follows from memory or from the busiest hour. */
function costOfNodes(table: Prices, price: Prices['memorydb'], sessionsPerMonth: number) {
  const { workload, hoursPerMonth } = table
  const bytes =
    storedAtOnce(table, sessionsPerMonth) * (workload.sessionBytes + price.overheadBytesPerSession)
  const perSecond = (sessionsPerMonth * operationsPerSession(workload)) / (hoursPerMonth * 3600)
  const shards = Math.max(
    Math.ceil(bytes / price.usableBytesPerNode),
    Math.ceil((perSecond * workload.peakToAverage) / price.operationsPerSecondPerNode),
  )
  const writtenGB = (sessionsPerMonth * workload.sets * workload.sessionBytes) / gigabyte
  const written = Math.max(0, writtenGB - price.freeGBWritten) * price.usdPerGBWritten
  return shards * price.copies * price.usdPerNodeHour * hoursPerMonth + written
}

function costOfServerless(table: Prices, sessionsPerMonth: number) {
  const { workload, hoursPerMonth, elasticacheServerless: price } = table
  const bytes =
    storedAtOnce(table, sessionsPerMonth) * (workload.sessionBytes + price.overheadBytesPerSession)
  const storage = Math.max(bytes / gigabyte, price.minGB) * price.usdPerGBHour * hoursPerMonth
  const units = sessionsPerMonth * operationsPerSession(workload) * price.ecpuPerOperation
  return storage + (units / million) * price.usdPerMillionECPU
}

/** A touch is a write of the whole item. */
function costOfDynamo(table: Prices, sessionsPerMonth: number) {
  const { workload, dynamodb: price } = table
  const bytes = workload.sessionBytes + price.overheadBytesPerSession
  const writes =
    (workload.sets + workload.touches) * Math.ceil(bytes / price.bytesPerWriteUnit) + workload.destroys
  const reads = workload.looks * Math.ceil(bytes / price.bytesPerReadUnit)
  const requests = (writes * price.usdPerMillionWriteUnits + reads * price.usdPerMillionReadUnits) / million
  const storage = (storedAtOnce(table, sessionsPerMonth) * bytes * price.usdPerGBMonth) / gigabyte
  return sessionsPerMonth * requests + storage
}

/** Every operation is metered as if it moved a block, however small the session is. */
function costOfFolder(table: Prices, sessionsPerMonth: number) {
  const { workload, efs: price } = table
  const { meteredBytesPerDataOperation: data, meteredBytesPerMetadataOperation: metadata } = price
  const readBytes = workload.looks * (data + price.metadataReadsPerLook * metadata)
  const writtenBytes =
    workload.sets * (data + price.metadataWritesPerSet * metadata) +
    workload.touches * price.metadataWritesPerTouch * metadata +
    workload.destroys * price.metadataWritesPerDestroy * metadata
  const throughput = (readBytes * price.usdPerGBRead + writtenBytes * price.usdPerGBWritten) / gigabyte
  const stored = storedAtOnce(table, sessionsPerMonth) * price.meteredBytesPerFile
  return sessionsPerMonth * throughput + (stored / gigabyte) * price.usdPerGBMonth
}
