/** The parts of HAR 1.2 that are read. */
export interface Har {
  readonly log?: { readonly entries?: readonly Entry[] }
}

export interface Entry {
  /** Chrome's own. */
  readonly _resourceType?: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly { readonly name: string; readonly value: string }[]
    readonly postData?: {
      readonly mimeType?: string
      readonly text?: string
      readonly params?: readonly { readonly name: string; readonly value?: string }[]
    }
  }
  readonly response: {
    readonly status: number
    readonly headers: readonly { readonly name: string; readonly value: string }[]
    readonly content?: { readonly mimeType?: string; readonly text?: string; readonly encoding?: string }
  }
}
