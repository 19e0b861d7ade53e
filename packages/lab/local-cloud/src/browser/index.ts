export { BrowserMissingError, browserFix, ensureBrowser } from './ensure-browser.ts'
export { type Browser, findBrowser } from './find-browser.ts'
export { browserArguments, isWithoutBrowser } from './launch-settings.ts'
