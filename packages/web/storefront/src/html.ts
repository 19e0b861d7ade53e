import { html } from 'htm/preact'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

/** A piece of a page. Text and attribute values put into it are escaped when it is rendered. */
export type View = VNode

/** What may stand between tags: a piece, some, text, or nothing. */
export type Content = View | readonly Content[] | string | number | undefined | false

export { html }

/** A whole document as text, doctype included. */
export const renderDocument = (document: View): string => `<!doctype html>\n${render(document)}\n`
