import { describeApiMatrix } from '@unsticky/http/testing/api-matrix'
import { startShop } from './testing/start-shop.ts'

describeApiMatrix(startShop)
