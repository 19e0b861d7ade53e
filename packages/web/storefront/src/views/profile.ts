import { type Profile, passwordRule } from '@unsticky/accounts'
import { html } from '../html.ts'
import { addressFields } from './address-fields.ts'
import { field, fieldError, formError } from './field.ts'
import type { Page } from './shell.ts'

export function profilePage(profile: Profile): Page {
  return {
    title: 'Your profile',
    path: '/profile',
    script: 'profile.js',
    content: html`<div class="wrap wrap-form">
      <h1>Your profile</h1>
      <p class="actions">
        <a class="button button-quiet" href="/orders">Your orders</a>
        <button type="button" class="button button-quiet" data-log-out>Sign out</button>
      </p>
      ${pictureForm(profile)}
      <form method="post" class="panel" data-profile>
        ${formError()}
        ${field({ name: 'displayName', label: 'Name in the shop', value: profile.displayName, autocomplete: 'nickname', maxlength: 60, required: true })}
        <p class="muted">${profile.email}</p>
        <h2>Address</h2>
        <p class="hint">All of it or none of it; the checkout starts with it. Empty the fields to remove it.</p>
        ${addressFields(profile.address, { isRequired: false })}
        <button type="submit" class="button button-wide">Save</button>
      </form>
      ${securityForms()}
    </div>`,
  }
}

const currentPassword = (id: string) =>
  field({
    name: 'password',
    id,
    label: 'Your password now',
    type: 'password',
    autocomplete: 'current-password',
    maxlength: passwordRule.maxLength,
    required: true,
  })

function securityForms() {
  const { minLength, maxLength } = passwordRule
  return html`<form method="post" class="panel" data-change-password>
      <h2>Password</h2>
      ${formError()}
      ${currentPassword('password-now')}
      ${field({ name: 'newPassword', label: 'New password', type: 'password', autocomplete: 'new-password', minlength: minLength, maxlength: maxLength, required: true, hint: `At least ${minLength} characters, a letter and a digit. Every other device is signed out.` })}
      <button type="submit" class="button button-wide">Change password</button>
    </form>
    <form method="post" class="panel" data-end-sessions>
      <h2>Other devices</h2>
      ${formError()}
      <p class="hint">Signs out every device but this one, at once.</p>
      ${currentPassword('password-to-end')}
      <button type="submit" class="button button-quiet button-wide">Sign out other devices</button>
    </form>`
}

function pictureForm({ pictureKey, displayName }: Profile) {
  const src = pictureKey && '/api/profile/picture'
  return html`<form method="post" class="panel picture-form" data-picture>
    ${formError()}
    <div class="picture">
      ${src ? html`<img src=${src} alt="Your picture" width="112" height="112" data-current-picture />` : html`<span class="picture-initial" data-current-picture aria-hidden="true">${[...displayName][0] ?? '?'}</span>`}
      <canvas width="112" height="112" data-preview hidden role="img" aria-label="Preview of the new picture"></canvas>
    </div>
    <div class="picture-fields">
      <div class="field">
        <label for="picture">Profile picture</label>
        <input id="picture" name="picture" type="file" accept="image/png,image/jpeg,image/webp" required aria-describedby="picture-hint picture-error" />
        <p class="hint" id="picture-hint">PNG, JPEG or WebP</p>
        ${fieldError('picture')}
      </div>
      <div class="actions">
        <button type="submit" class="button">Upload</button>
        ${src && html`<button type="button" class="button button-quiet" data-remove-picture>Remove</button>`}
      </div>
    </div>
  </form>`
}
