/**
 * The header that makes the browser save a file under a name: plain for old ones, any character for the others
 * (RFC 6266, 4.3). Quotes, backslashes and control characters never reach the header.
 */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percent)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
