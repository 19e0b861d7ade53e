import { delimiter, dirname } from 'node:path'
import type { ProcessGroup } from '@unsticky/processes'

/** What a server gets to see of this machine: enough to run, no credentials, and a home that is thrown away. */
export function childEnvironment(group: ProcessGroup, extra: Readonly<Record<string, string>> = {}) {
  // This Node first: MiniStack runs functions with the `node` that it finds.
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter)
  return { PATH, HOME: group.directory, TMPDIR: group.directory, LANG: 'C.UTF-8', ...extra }
}
