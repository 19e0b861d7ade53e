import { passwordRule } from '@unsticky/accounts'
import { html } from '../html.ts'
import { field, formError } from './field.ts'
import type { Page } from './shell.ts'

interface LoginModel {
  /** Where to go afterwards; already checked by `safeNext`. */
  readonly next: string
}

export function loginPage({ next }: LoginModel): Page {
  return {
    title: 'Sign in',
    path: '/login',
    script: 'account.js',
    content: html`<div class="wrap wrap-form">
      <h1>Sign in</h1>
      ${next === '/checkout' && html`<p>Sign in to check out. Your cart comes with you.</p>`}
      <form method="post" class="panel" data-login data-next=${next}>
        ${formError()}
        ${field({ name: 'email', label: 'Email', type: 'email', autocomplete: 'username', maxlength: 254, required: true })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', maxlength: passwordRule.maxLength, required: true })}
        <button type="submit" class="button button-wide">Sign in</button>
      </form>
      <p>New here? <a href=${`/sign-up?next=${encodeURIComponent(next)}`}>Create an account</a></p>
    </div>`,
  }
}

export function signUpPage({ next }: LoginModel): Page {
  const { minLength, maxLength } = passwordRule
  return {
    title: 'Create an account',
    path: '/sign-up',
    script: 'account.js',
    content: html`<div class="wrap wrap-form">
      <h1>Create an account</h1>
      ${next === '/checkout' && html`<p>Then you can check out. Your cart comes with you.</p>`}
      <form method="post" class="panel" data-sign-up data-next=${next}>
        ${formError()}
        ${field({ name: 'displayName', label: 'Name', autocomplete: 'name', maxlength: 60, required: true })}
        ${field({ name: 'email', label: 'Email', type: 'email', autocomplete: 'username', maxlength: 254, required: true })}
        ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'new-password', minlength: minLength, maxlength: maxLength, required: true, hint: `At least ${minLength} characters, a letter and a digit` })}
        <button type="submit" class="button button-wide">Create account</button>
      </form>
      <p>Have an account? <a href=${`/login?next=${encodeURIComponent(next)}`}>Sign in</a></p>
    </div>`,
  }
}
