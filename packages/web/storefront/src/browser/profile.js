// The profile page: name and address, picture with preview, sign out.
import { send } from './api.js'
import { addressOf, fieldValue, handleSubmit, leaveFor } from './forms.js'
import { drawPreview } from './picture-preview.js'
import { explain, tell } from './status.js'

const profile = document.querySelector('form[data-profile]')
const picture = document.querySelector('form[data-picture]')

if (profile instanceof HTMLFormElement) {
  profile.addEventListener('input', () => requireWholeAddress(profile))
  requireWholeAddress(profile)
  handleSubmit(profile, () => save(profile))
}
if (picture instanceof HTMLFormElement) {
  handleSubmit(picture, () => upload(picture))
  picture.addEventListener('change', () => drawPreview(picture))
  drawPreview(picture) // a file may have been chosen before this script came
}
const password = document.querySelector('form[data-change-password]')
const others = document.querySelector('form[data-end-sessions]')
if (password instanceof HTMLFormElement) {
  handleSubmit(password, () => changeLogins(password, 'PUT', '/api/profile/password'))
}
if (others instanceof HTMLFormElement) {
  handleSubmit(others, () => changeLogins(others, 'POST', '/api/profile/sessions/end'))
}
onClick('[data-log-out]', async () => leave(await send('/api/session', { method: 'DELETE' }), '/'))
onClick('[data-remove-picture]', async () =>
  leave(await send('/api/profile/picture', { method: 'DELETE' }), '/profile'),
)

/** An address is whole or not there. @param {HTMLFormElement} form */
function requireWholeAddress(form) {
  const isGiven = Object.values(addressOf(form)).some((value) => value !== '')
  for (const control of form.querySelectorAll('[autocomplete^="shipping"]')) {
    control.toggleAttribute('required', isGiven)
  }
}

/** @param {HTMLFormElement} form */
async function save(form) {
  const displayName = fieldValue(form, 'displayName').trim()
  const address = addressOf(form)
  const isEmpty = Object.values(address).every((value) => value === '')
  const outcome = await send('/api/profile', {
    method: 'PATCH',
    json: { displayName, address: isEmpty ? null : address },
  })
  if (outcome.ok) {
    const name = document.querySelector('[data-account-name]')
    if (name) name.textContent = displayName
    tell('Your profile is saved.')
  }
  return outcome
}

/**
 * @param {HTMLFormElement} form
 * @param {'PUT' | 'POST'} method
 * @param {string} path
 */
async function changeLogins(form, method, path) {
  const outcome = await send(path, { method, json: Object.fromEntries(new FormData(form)) })
  if (!outcome.ok) return outcome
  form.reset()
  tell(
    method === 'PUT'
      ? 'Your password is changed; other devices are signed out.'
      : 'Other devices are signed out.',
  )
  return outcome
}

/** @param {HTMLFormElement} form */
async function upload(form) {
  const file = new FormData(form).get('picture')
  if (!(file instanceof File)) return undefined
  // Name, size and time tell one file from another: a repeat of the same one keeps its key.
  const intent = `picture ${file.name} ${file.size} ${file.lastModified}`
  const outcome = await send('/api/profile/picture', { method: 'PUT', file, intent })
  if (outcome.ok) leaveFor(form, '/profile')
  return outcome
}

/**
 * @param {string} selector
 * @param {() => Promise<void>} act
 */
function onClick(selector, act) {
  const button = document.querySelector(selector)
  button?.addEventListener('click', async () => {
    if (button.ariaDisabled === 'true') return
    button.ariaDisabled = 'true'
    await act()
    button.ariaDisabled = null
  })
}

/**
 * @param {import('./api.js').Outcome} outcome
 * @param {string} to
 */
function leave(outcome, to) {
  if (outcome.ok) location.assign(to)
  else tell(explain(outcome), { isError: true })
}
