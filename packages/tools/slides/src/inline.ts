/** Text inside a line: `code`, **bold**, and [links](address). Everything else is shown as it stands. */
export function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (part.length > 2 && part.startsWith('`') ? codeOf(part) : marked(escapeHtml(part))))
    .join('')
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const codeOf = (part: string) => `<code>${escapeHtml(part.slice(1, -1))}</code>`

const marked = (escaped: string) =>
  escaped
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
