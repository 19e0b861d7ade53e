import { describe, expect, it } from 'vitest'
import { checkCommand } from './check-command.ts'
import { type Command, commandsIn, findCommands } from './find-commands.ts'

/** Each once, with every file that prints it. */
const commands = [...Map.groupBy(findCommands(), ({ text }) => text).values()].map((same) => ({
  ...(same[0] as Command),
  files: [...new Set(same.map(({ file }) => file))].join(', '),
}))

describe('commands of the docs', () => {
  it.each(commands)('pnpm $text ($files)', async (command) => {
    await checkCommand(command)
  })

  it('are many', () => expect(commands.length).toBeGreaterThan(60))

  it.each([
    ['demmo', 'no script'],
    ['demo --shopers 20', '--shopers'],
    ['load flash-sail', 'flash-sail'],
    ['step diff 0 9', '3b'],
    ['promises --promise never-overselled', 'never-overselled'],
    ['--filter @unsticky/docs wright', 'wright'],
  ])('a wrong one is noticed: %s', async (text, reason) => {
    await expect(checkCommand({ file: '', text, words: text.split(' ') })).rejects.toThrow(reason)
  })

  it('are found in blocks and in sentences, without comments and pipes', () => {
    const text =
      'Run `pnpm step list`.\n\n```sh\nA=1 npx -y pnpm@12.21.0 demo --open   # look\npnpm step list | head\nls\n```\n'

    expect(commandsIn(text)).toEqual(['demo --open', 'step list', 'step list'])
  })
})
