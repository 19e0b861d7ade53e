/** What stands between HTTP and any app of this shop, and knows no port: limits, errors, headers, health, start and stop. */

export { isSecure, loadSettings, type Settings } from './config.ts'
export { cookieNames } from './cookie-names.ts'
export { createEdge } from './create-edge.ts'
export * from './errors.ts'
export { createEventStreams } from './event-streams.ts'
export { clientOf } from './limits/client-address.ts'
export { noStore } from './no-store.ts'
export { redrawPicture } from './picture.ts'
export { runInstance } from './run-instance.ts'
export { createSameSiteCheck, isSafeMethod } from './same-site.ts'
export { sendFile } from './send-file.ts'
export type { LogStream } from './server-options.ts'
