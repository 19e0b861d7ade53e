// Checks a form, links each error to its field, sends it once at a time.
import { explain } from './status.js'

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/**
 * Sends `form` by `submit` unless a field is wrong or an earlier press is still under way.
 * @param {HTMLFormElement} form
 * @param {() => Promise<import('./api.js').Outcome | undefined>} submit
 */
export function handleSubmit(form, submit) {
  form.noValidate = true // the browser's bubbles vanish and are not linked to the field; ours stay
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('button[type="submit"]')
    if (!button || button.ariaDisabled === 'true' || !isValid(form)) return
    button.ariaDisabled = 'true'
    form.ariaBusy = 'true'
    showFormError(form, '')
    const outcome = await submit()
    if (form.dataset.leaving) return
    button.ariaDisabled = null
    form.ariaBusy = null
    if (outcome && !outcome.ok) showProblem(form, outcome)
  })
}

/**
 * Goes to another page; until it is there the form stays busy, so that nothing is sent again.
 * @param {HTMLFormElement} form
 * @param {string} url
 */
export function leaveFor(form, url) {
  form.dataset.leaving = 'yes'
  location.assign(url)
}

/** @param {HTMLFormElement} form */
function isValid(form) {
  const wrong = controls(form).filter((control) => !showFieldError(control, control.validationMessage))
  wrong[0]?.focus()
  return wrong.length === 0
}

/** An error of the server goes to its field where it names one, else to the top of the form.
 * @param {HTMLFormElement} form
 * @param {import('./api.js').Outcome & { ok: false }} outcome
 */
export function showProblem(form, outcome) {
  const field = fieldOf(outcome)
  const control = controls(form).find(({ name }) => name === field)
  if (!control) return showFormError(form, explain(outcome))
  showFieldError(control, outcome.detail)
  control.focus()
}

/** @param {import('./api.js').Outcome & { ok: false }} outcome */
function fieldOf({ code, problem }) {
  if (code === 'SHOP_EMAIL_TAKEN') return 'email'
  if (code === 'SHOP_WEAK_PASSWORD')
    return document.querySelector('[name="newPassword"]') ? 'newPassword' : 'password'
  return String(problem?.field ?? '')
    .split(/[./]/)
    .at(-1)
}

/**
 * @param {Control} control
 * @param {string} text empty when all is well
 * @returns {boolean} whether all is well
 */
function showFieldError(control, text) {
  const place = document.getElementById(`${control.id}-error`)
  if (place) place.textContent = text
  if (text) control.setAttribute('aria-invalid', 'true')
  else control.removeAttribute('aria-invalid')
  return text === ''
}

/**
 * @param {ParentNode} form
 * @param {string} text empty hides it
 */
export function showFormError(form, text) {
  const place = form.querySelector('[data-form-error]')
  if (!(place instanceof HTMLElement)) return
  place.textContent = text
  place.hidden = text === ''
  if (text) place.focus()
}

/** @param {HTMLFormElement} form @returns {Control[]} */
const controls = (form) =>
  [...form.elements].filter((each) => each instanceof HTMLInputElement || each instanceof HTMLSelectElement)

/** @param {HTMLFormElement} form @param {string} name */
export const fieldValue = (form, name) => String(new FormData(form).get(name) ?? '')

/** @param {HTMLFormElement} form */
export const addressOf = (form) =>
  Object.fromEntries(
    ['name', 'street', 'postalCode', 'city', 'country'].map((name) => [name, fieldValue(form, name).trim()]),
  )
