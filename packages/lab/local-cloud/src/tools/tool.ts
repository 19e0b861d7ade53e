/** The programs that the laptop needs besides Node. */
export type ToolName =
  | 'valkey'
  | 'envoy'
  | 'ministack'
  | 'k6'
  | 'cfn-lint'
  | 'hadolint'
  | 'kubernetes-validate'

/** A program that was found and is known to run. Start it with `command` and `[...args, …your own]`. */
export interface Tool {
  readonly name: ToolName
  readonly version: string
  readonly command: string
  readonly args: readonly string[]
  /** Variables that the program needs in its environment, besides PATH and HOME. */
  readonly env: Readonly<Record<string, string>>
  /** Where it is, for people. */
  readonly path: string
  readonly source: 'PATH' | 'fetched'
}

/** Thrown when a tool is neither here nor can be fetched. The message ends with what the reader can do about it. */
export class ToolMissingError extends Error {
  readonly tool: ToolName
  readonly fix: string
  constructor(tool: ToolName, reason: string, options: ErrorOptions & { fix: string }) {
    super(`${reason}\nTo fix it: ${options.fix}`, options)
    this.tool = tool
    this.fix = options.fix
  }
}
