import { isSecure, originsOf, type Settings } from './config.ts'

export interface CookieNames {
  readonly session: string
  /** Of a guest: whose cart it is. */
  readonly shopper: string
}

type CookieSettings = Pick<Settings, 'PUBLIC_ORIGIN' | 'COOKIE_TAG'>

/**
 * The names of the cookies of this shop. A browser keeps cookies by host and pays no heed to the port, so two shops on
 * one host would overwrite each other's: the names carry a tag. Behind https they begin with `__Host-`.
 */
export function cookieNames(settings: CookieSettings): CookieNames {
  const tag = settings.COOKIE_TAG || portOf(settings)
  const nameOf = (what: string) => `${isSecure(settings) ? '__Host-' : ''}${what}${tag && `-${tag}`}`
  return { session: nameOf('session'), shopper: nameOf('shopper') }
}

/** The port that browsers see, when it is not the one that goes without saying. All instances know the same. */
const portOf = ({ PUBLIC_ORIGIN }: CookieSettings) => URL.parse(originsOf(PUBLIC_ORIGIN)[0] ?? '')?.port ?? ''
