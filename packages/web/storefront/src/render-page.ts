import { renderDocument } from './html.ts'
import { layout } from './views/layout.ts'
import type { Page, Shell } from './views/shell.ts'

/** The page with everything around it, as text. */
export const renderPage = (shell: Shell, page: Page): string => renderDocument(layout(shell, page))
