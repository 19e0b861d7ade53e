import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownFiles } from '../markdown-files.ts'
import { root } from '../root.ts'

export interface Command {
  readonly file: string
  /** As printed, without what starts pnpm. */
  readonly text: string
  readonly words: readonly string[]
}

const starter = /^(?:[A-Z_]+=\S+ )*(?:npx -y pnpm@[\d.]+|pnpm) /

/** What the Markdown files tell people to run by pnpm: lines of shell blocks, and code inside a sentence. */
export const findCommands = (): readonly Command[] =>
  markdownFiles().flatMap((file) =>
    commandsIn(readFileSync(join(root, file), 'utf8')).map((text) => ({ file, text, words: wordsOf(text) })),
  )

export function commandsIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```(?:sh|bash)?\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) =>
    body.split('\n'),
  )
  const inline = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)].map(
    ([, code = '']) => code,
  )
  return [...blocks, ...inline]
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => starter.test(line))
    .map((line) =>
      line
        .replace(starter, '')
        .replace(/ #.*$/, '')
        .replace(/ [>|].*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('…') && !line.startsWith('<'))
}

/** Quoted words stay whole; a placeholder is a word. */
const wordsOf = (text: string) => text.match(/"[^"]*"|'[^']*'|<[^>]*>|\S+/g) ?? []
