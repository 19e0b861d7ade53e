/** A line of the app's code, as a stack names it, or the package that did it for the app. */
export interface Origin {
  /** Absolute path of the nearest file that is no dependency. */
  readonly file?: string
  readonly line?: number
  /** The package between that line and what was recorded. */
  readonly via?: string
}

interface Common extends Origin {
  readonly pid: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** What the hook inside the app reports, one JSON line each. */
export type HookEvent = Common &
  (
    | { readonly type: 'process'; readonly node: string; readonly socket: string }
    | { readonly type: 'write'; readonly path: string; readonly how: string; readonly appends: boolean }
    | { readonly type: 'read' | 'remove'; readonly path: string }
    | { readonly type: 'timer'; readonly everyMs: number }
    | { readonly type: 'listen'; readonly port: number | null; readonly address: string }
    | { readonly type: 'random'; readonly how: string }
  )

/** The last line may be half written: the app may have been killed. */
export function parseEvents(text: string): HookEvent[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as HookEvent]
    } catch {
      return []
    }
  })
}
