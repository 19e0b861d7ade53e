import { ensureBrowser, isWithoutBrowser } from '@unsticky/local-cloud/browser'

/** Finds or installs the browser before any test runs; without one the run ends here and says which command helps. */
export default async function globalSetup(): Promise<void> {
  if (!isWithoutBrowser()) await ensureBrowser()
}
