import type { Launcher } from '../instance/launcher.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What an experiment works with. */
export interface Lab {
  readonly scenario: Scenario
  readonly launcher: Launcher
  /** One line for the person who waits. */
  readonly progress: (line: string) => void
}
