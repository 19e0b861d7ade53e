/** What the four stores cost: what the cost card of the report knows comes from there, so that there is one price of each. */
import { type PriceName, readPrices } from '@unsticky/report'
import table from './prices.json' with { type: 'json' }

const { prices: shared } = readPrices()
const price = (name: PriceName) => shared[name].value

const prices = {
  ...table,
  elasticache: { ...table.elasticache, usdPerNodeHour: price('elasticacheSmallHour') },
  elasticacheServerless: {
    ...table.elasticacheServerless,
    usdPerGBHour: price('elasticacheServerlessGBHour'),
  },
  memorydb: { ...table.memorydb, usdPerNodeHour: price('memorydbSmallHour') },
  dynamodb: {
    ...table.dynamodb,
    usdPerMillionWriteUnits: price('dynamoWritesPerMillion'),
    usdPerMillionReadUnits: price('dynamoReadsPerMillion'),
    usdPerGBMonth: price('dynamoGBMonth'),
  },
}

export default prices
