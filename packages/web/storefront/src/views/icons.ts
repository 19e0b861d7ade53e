import { html, type View } from '../html.ts'

const icon = (paths: readonly string[]): View => html`<svg
  class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"
>${paths.map((d) => html`<path d=${d} />`)}</svg>`

/** Line icons of 24 by 24, drawn for this shop. Decoration: the words beside them carry the meaning. */
export const cartIcon = (): View =>
  icon(['M3 4h2.2l2.2 10.5h10.2L20 7.5H6', 'M9.5 19.5h.01', 'M16.5 19.5h.01'])
export const personIcon = (): View =>
  icon(['M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z', 'M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5'])
export const searchIcon = (): View => icon(['M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z', 'm16.2 16.2 4.3 4.3'])
