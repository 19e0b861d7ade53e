/** What both experiments run in. */
import type { ProcessGroup } from '@unsticky/processes'

export interface Setting {
  /** What local-cloud gives: where the stateless shop finds its services. */
  readonly cloudEnv: Readonly<Record<string, string>>
  readonly paths: { readonly envoy: string; readonly k6: string }
  /** Where raw results go. */
  readonly directory: string
  readonly group: ProcessGroup
  readonly log: (line: string) => void
}
