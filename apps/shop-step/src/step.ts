#!/usr/bin/env node
/** `pnpm step`: what the steps are, how they differ, why, and what the running ones keep where. */
import { pieceIds, steps, UnknownPieceError, UnknownStepError } from '@unsticky/steps'
import { Command } from 'commander'
import { printDiff } from './cli/diff.ts'
import { printExplanation } from './cli/explain.ts'
import { printList } from './cli/list.ts'
import { printWalk } from './cli/show.ts'

const ids = steps.map(({ id }) => id).join(', ')
const command = new Command('step')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .description(`The steps from stateful to stateless: ${ids}.`)

command
  .command('list')
  .description('every step with what it keeps')
  .option('--json', 'for machines')
  .action(printList)

command
  .command('diff <from> <to>')
  .description('the code that changes on the way, then composition, promises and data')
  .option('--piece <name>', `one piece of state: ${pieceIds.join(', ')}`)
  .option('--html', 'a page that needs nothing else')
  .option('--json', 'for machines')
  .action(printDiff)

command
  .command('show <piece>')
  .description(`one piece of state through all steps: ${pieceIds.join(', ')}`)
  .option('--json', 'for machines')
  .action(printWalk)

command
  .command('explain <step>')
  .description('the step in a page: problem, decision, services, cost, trap')
  .action(printExplanation)

command
  .command('inventory <step>')
  .description('runs the step, sends a shopper through it and answers the seven questions')
  .option('--json', 'for machines')
  // Brings the whole shop along, which the other commands do not need.
  .action(async (step: string, options: { json?: boolean }) =>
    (await import('./cli/inventory.ts')).printInventory(step, options),
  )

command.addHelpText(
  'after',
  '\nExamples:\n  pnpm step diff 0 1 --piece rate-limit\n  pnpm step diff 2 3a --html > diff.html\n  pnpm step show cart\n  pnpm step inventory 2',
)

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  await command.parseAsync()
} catch (error) {
  if (!(error instanceof UnknownStepError || error instanceof UnknownPieceError)) throw error
  command.error(error.message, { exitCode: 2 })
}
