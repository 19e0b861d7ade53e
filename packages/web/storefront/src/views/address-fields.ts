import type { Address } from '@unsticky/accounts'
import { html, type View } from '../html.ts'
import { field, selectField } from './field.ts'

const codes =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK US CA AU NZ JP'
const names = new Intl.DisplayNames('en', { type: 'region' })

/** ISO 3166-1 alpha-2 and English name, by name. */
export const countries: readonly (readonly [code: string, name: string])[] = codes
  .split(' ')
  .map((code) => [code, names.of(code) ?? code] as const)
  .sort(([, a], [, b]) => a.localeCompare(b))

/** The fields of an address, filled with the one known; used by the profile and the checkout. */
export function addressFields(address: Address | undefined, { isRequired }: { isRequired: boolean }): View[] {
  const required = isRequired
  const { name, street, postalCode, city, country } = address ?? {}
  return [
    field({
      name: 'name',
      label: 'Full name',
      value: name,
      autocomplete: 'shipping name',
      maxlength: 100,
      required,
    }),
    field({
      name: 'street',
      label: 'Street and number',
      value: street,
      autocomplete: 'shipping street-address',
      maxlength: 100,
      required,
    }),
    html`<div class="field-row">
      ${field({ name: 'postalCode', label: 'Postal code', value: postalCode, autocomplete: 'shipping postal-code', maxlength: 20, required })}
      ${field({ name: 'city', label: 'City', value: city, autocomplete: 'shipping address-level2', maxlength: 100, required })}
    </div>`,
    selectField({
      name: 'country',
      label: 'Country',
      value: country,
      options: withCurrent(country),
      autocomplete: 'shipping country',
      required,
    }),
  ]
}

/** A country that came in over the API and is not in the list must not be lost by saving the form. */
function withCurrent(country: string | undefined) {
  if (!country || countries.some(([code]) => code === country)) return countries
  return [...countries, [country, country] as const]
}
