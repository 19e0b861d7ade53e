/** Markup that is safe to put into a page. */
export interface Html {
  readonly html: string
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it must stand in an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

type Part = string | number | boolean | Html | readonly Html[]

/** A template whose values are escaped, unless they are markup made by `html` itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const texts = parts.map((part, index) => toText(part) + (strings[index + 1] ?? ''))
  return { html: (strings[0] ?? '') + texts.join('') }
}

function toText(part: Part): string {
  if (typeof part !== 'object') return escapeHtml(String(part))
  return 'html' in part ? part.html : part.map((each) => each.html).join('')
}
