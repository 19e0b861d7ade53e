// Sign in and sign up.
import { send } from './api.js'
import { fieldValue, handleSubmit, leaveFor } from './forms.js'

const login = document.querySelector('form[data-login]')
const signUp = document.querySelector('form[data-sign-up]')

if (login instanceof HTMLFormElement) {
  handleSubmit(login, async () => leave(login, await logIn(login)))
}

if (signUp instanceof HTMLFormElement) {
  handleSubmit(signUp, async () => {
    const displayName = fieldValue(signUp, 'displayName').trim()
    const account = await send('/api/accounts', {
      method: 'POST',
      json: { displayName, ...credentials(signUp) },
      intent: 'sign up',
    })
    if (account.ok || account.code !== 'SHOP_EMAIL_TAKEN') return leave(signUp, account)
    // Perhaps taken by this very sign-up, whose answer was lost on the way: then the password is the right one.
    const known = await logIn(signUp)
    return leave(signUp, known.ok ? known : account)
  })
}

/** @param {HTMLFormElement} form */
const credentials = (form) => ({
  email: fieldValue(form, 'email').trim().toLowerCase(),
  password: fieldValue(form, 'password'),
})

/** @param {HTMLFormElement} form */
const logIn = (form) => send('/api/session', { method: 'POST', json: credentials(form), intent: 'log in' })

/**
 * The server has checked where `next` leads: always to this shop.
 * @param {HTMLFormElement} form
 * @param {import('./api.js').Outcome} outcome
 */
function leave(form, outcome) {
  if (outcome.ok) leaveFor(form, form.dataset.next ?? '/')
  return outcome
}
