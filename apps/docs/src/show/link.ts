import { dirname, relative } from 'node:path'
import type { Page } from './show.ts'

/** A link from a page to a file of the repository. */
export const linkTo = (file: string, { page, text = file }: { page: Page; text?: string }): string =>
  `[${text}](${relative(dirname(page.file), file)})`

/** Aligned, as the formatter wants it. The first line is the head. */
export function tableOf([head = [], ...body]: readonly (readonly string[])[]): string {
  const widths = head.map((_name, column) =>
    Math.max(3, ...[head, ...body].map((line) => line[column]?.length ?? 0)),
  )
  const print = (line: readonly string[]) =>
    `| ${widths.map((width, column) => (line[column] ?? '').padEnd(width)).join(' | ')} |`
  return [
    print(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...body.map(print),
  ].join('\n')
}
