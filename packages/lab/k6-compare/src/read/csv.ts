/** One line of CSV (RFC 4180): a cell in quotes may hold commas, and quotes doubled. */
export function parseCsvLine(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',')
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < line.length; index++) {
    const char = line[index]
    if (char === '"' && isQuoted && line[index + 1] === '"') {
      cell += '"'
      index += 1
    } else if (char === '"') isQuoted = !isQuoted
    else if (char === ',' && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += char
  }
  return [...cells, cell]
}
