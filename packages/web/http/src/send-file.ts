import type { FileAccess } from '@unsticky/kernel'
import type { FastifyReply } from 'fastify'

/** Sends a stored file, or the browser to where it lies. What users uploaded never runs in our origin. */
export function sendFile(
  reply: FastifyReply,
  file: FileAccess,
  { downloadName }: { downloadName?: string } = {},
) {
  reply.header('Cache-Control', 'no-store')
  if (file.kind === 'redirect') return reply.redirect(file.url, 302)
  const disposition = downloadName ? `attachment; filename="${downloadName}"` : 'inline'
  return reply
    .type(file.contentType)
    .header('Content-Disposition', disposition)
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .send(Buffer.from(file.bytes))
}
