/** Whose cart it is: `guest_…` before login, the account id `account_…` or the identity provider's subject after. */
export type ShopperId = string

export type AccountId = string
