import { describeApiMatrix } from './testing/api-matrix.contract.ts'
import { startShop } from './testing/start-shop.ts'

describeApiMatrix(startShop)
