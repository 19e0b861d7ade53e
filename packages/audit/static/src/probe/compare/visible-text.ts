import type { Answer } from '../http/send.ts'

/** The pieces of text that a reader of the page sees, or the lines of a text; undefined for anything binary. */
export function visibleText({ body, headers }: Answer): string[] | undefined {
  const type = headers['content-type'] ?? ''
  if (!/text|json|xml|javascript|^$/.test(type)) return undefined
  const text = body.toString()
  const pieces = /html|xml/.test(type)
    ? text.replaceAll(/<!--[\s\S]*?-->|<(script|style|head)\b[\s\S]*?<\/\1>/gi, '').split(/<[^>]*>/)
    : text.split('\n')
  return pieces.map((piece) => piece.replaceAll(/\s+/g, ' ').trim()).filter(Boolean)
}

export function shortly(text: string | undefined): string {
  if (text === undefined) return 'nothing'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
