import { html, type View } from '../html.ts'

interface FieldModel {
  readonly name: string
  /** Where two forms of a page have a field of this name. */
  readonly id?: string
  readonly label: string
  readonly type?: string
  readonly value?: string | undefined
  readonly hint?: string
  readonly autocomplete?: string
  readonly required?: boolean
  readonly minlength?: number
  readonly maxlength?: number
  readonly inputmode?: string
}

/** A labelled input with its hint and a place for its error, both linked to it. */
export function field({
  name,
  id = name,
  label,
  hint,
  type = 'text',
  value = '',
  ...rest
}: FieldModel): View {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} name=${name} type=${type} value=${value} aria-describedby=${describedBy(id, hint)} ...${rest} />
    ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
    ${fieldError(id)}
  </div>`
}

interface SelectModel {
  readonly name: string
  readonly label: string
  readonly value?: string | undefined
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly autocomplete?: string
  readonly required?: boolean
}

export function selectField({ name, label, value, options, autocomplete, required }: SelectModel): View {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} required=${required} autocomplete=${autocomplete} aria-describedby=${describedBy(name)}>
      <option value="" selected=${!value}>Choose</option>
      ${options.map(([key, text]) => html`<option value=${key} selected=${key === value}>${text}</option>`)}
    </select>
    ${fieldError(name)}
  </div>`
}

/** Filled by `forms.js`; empty, it takes no room. */
export const fieldError = (name: string): View => html`<p class="field-error" id=${`${name}-error`}></p>`

/** Where a form says what went wrong with the whole of it; takes the focus then. */
export const formError = (): View =>
  html`<div class="form-error" data-form-error tabindex="-1" role="alert" hidden></div>`

const describedBy = (name: string, hint?: string) => (hint ? `${name}-hint ${name}-error` : `${name}-error`)
