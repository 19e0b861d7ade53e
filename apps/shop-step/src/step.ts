#!/usr/bin/env node
/** `pnpm step`: what the steps are, how they differ, why, and what the running ones keep where. */
import { steps, UnknownStepError } from '@unsticky/steps'
import { Command } from 'commander'
import { printDiff } from './cli/diff.ts'
import { printExplanation } from './cli/explain.ts'
import { printList } from './cli/list.ts'

const ids = steps.map(({ id }) => id).join(', ')
const command = new Command('step').description(`The steps from stateful to stateless: ${ids}.`)

command
  .command('list')
  .description('every step with what it keeps')
  .option('--json', 'for machines')
  .action(printList)

command
  .command('diff <from> <to>')
  .description('what changes on the way: adapters, code, data, promises')
  .option('--json', 'for machines')
  .action(printDiff)

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

command.addHelpText('after', '\nExamples:\n  pnpm step diff 2 3a\n  pnpm step inventory 2')

try {
  await command.parseAsync()
} catch (error) {
  if (!(error instanceof UnknownStepError)) throw error
  command.error(error.message)
}
