/** For headless Chromium: runs as root, in a container and without a graphics card, and calls nobody. */
export const browserArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Whether the browser tests were left out on purpose: UNSTICKY_NO_BROWSER=1, or `pnpm test --no-browser`. */
export const isWithoutBrowser = (env: NodeJS.ProcessEnv = process.env): boolean =>
  env.UNSTICKY_NO_BROWSER === '1'
