/** For tests of whole shops in other packages. */
export { createFetchBrowser } from './fetch-browser.ts'
