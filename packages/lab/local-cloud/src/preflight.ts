/** `pnpm preflight`: says what of the real parts is here, what will be fetched, and how to get what is missing. */
import { Command } from 'commander'
import { ensureBrowser } from './browser/ensure-browser.ts'
import { checkParts } from './preflight/check-parts.ts'
import { describeParts } from './preflight/describe-parts.ts'
import { isReady } from './preflight/part.ts'
import { ensureTools, toolNames } from './tools/ensure-tools.ts'

const { json, fetch: isFetching } = new Command('preflight')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description('Lists the programs that Unsticky needs: where they are, or how to get them.')
  .option('--json', 'print the list as JSON')
  .option('--fetch', 'fetch what is missing now instead of at the first run')
  .addHelpText('after', '\nExit code: 0 when everything needed is here or can be fetched, 1 otherwise.')
  .parse()
  .opts<{ json?: boolean; fetch?: boolean }>()

const complain = (error: Error) => console.error(error.message)
if (isFetching) {
  await ensureTools(toolNames).catch(complain)
  await ensureBrowser().catch(complain)
}
const parts = await checkParts()
console.log(json ? JSON.stringify({ ok: isReady(parts), parts }, undefined, 2) : describeParts(parts))
process.exitCode = isReady(parts) ? 0 : 1
