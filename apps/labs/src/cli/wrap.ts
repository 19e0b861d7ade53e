/** Breaks a paragraph into lines that a terminal of eighty columns shows whole. */
export function wrap(text: string, { indent = 0, width = 96 } = {}): string {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (current && current.length + word.length + 1 > width - indent) {
      lines.push(current)
      current = word
    } else current = current ? `${current} ${word}` : word
  }
  return [...lines, current].map((line) => ' '.repeat(indent) + line).join('\n')
}
