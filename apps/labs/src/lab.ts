#!/usr/bin/env node
/** `pnpm lab`: the workshop's labs on an attendee's own code. */
import { Command } from 'commander'
import { diff, hint, list, reset, solution, start } from './cli/show.ts'
import { UsageError } from './cli/which-lab.ts'
import { UnknownLabError } from './labs.ts'

const command = new Command('lab')
  .description('Labs from a stateful shop to a stateless one: change a file, ask for a verdict.')
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })

command
  .command('list')
  .description('the labs, and how far you are')
  .option('--json', 'for machines')
  .action(list)

command.command('start <lab>').description('prints the task and puts its files into .lab/<lab>').action(start)

command
  .command('check [lab]')
  .description(
    'the suite of the port, then the promises on a fleet of your shop; without a number: the last lab',
  )
  .option('--watch', 'again at every save, until Ctrl-C')
  .option('--quick', 'the suite alone, in seconds; does not finish a lab')
  .option('--json', 'for machines')
  // What brings fleets along is read when it is asked for; the other commands answer at once.
  .action(async (lab, options) => (await import('./cli/check.ts')).check(lab, options))

command
  .command('hint [lab]')
  .description('one grade more each time, three in all')
  .option('--all', 'all of them')
  .action(hint)

command
  .command('diff [lab]')
  .description('what you have changed')
  .option('--solution', 'what is between you and the solution')
  .action(diff)

command
  .command('solution [lab]')
  .description('the solution with its reasons')
  .option('--apply', 'puts it into your folder; what you have there is kept')
  .action(solution)

command.command('reset [lab]').description('as at the start; what you have is kept').action(reset)

command
  .command('run')
  .description("every lab's solution, then all of them in one shop against all promises")
  .option('--json', 'for machines')
  .action(async (options) => (await import('./cli/run.ts')).run(options))

command
  .command('yours <folder>')
  .description('one page about an app of your own: inventory, decisions, first three steps, seven questions')
  .option('--start <command>', 'starts it twice and looks (with --scenario)')
  .option('--scenario <file>', 'what a visitor does; packages/audit/static/README.md')
  .option('--out <file>', 'another file than .lab/yours.md')
  .action(async (folder, options) => (await import('./cli/yours.ts')).yours(folder, options))

command.addHelpText(
  'after',
  '\nExamples:\n  pnpm lab start 4\n  pnpm lab check --watch\n  pnpm lab hint\n\nExit codes: 0 fine, 1 a check failed, 2 wrong usage.',
)

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  await command.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

/** commander has said what it does not like; what we throw is said here, without a stack. */
function exitCodeOf(error: unknown): number {
  const { code = '', exitCode = 0, message } = error as { code?: string; exitCode?: number; message: string }
  if (code.startsWith('commander.')) return exitCode === 0 ? 0 : 2
  console.error(`lab: ${message}`)
  return error instanceof UsageError || error instanceof UnknownLabError ? 2 : 1
}
