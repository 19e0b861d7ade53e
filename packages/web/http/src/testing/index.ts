/** For tests of whole shops in other packages. */

export { expectedEnvExample, readEnvExample } from './env-example.ts'
export { createFetchBrowser } from './fetch-browser.ts'
export { address, freshEmail, goodPassword } from './samples.ts'
