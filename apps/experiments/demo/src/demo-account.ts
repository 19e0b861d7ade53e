/** Made in both shops, so that a visitor can sign in at once. Lives as long as the demo runs. */
export const demoAccount = { email: 'demo@example.test', password: 'demo-password-1', displayName: 'Demo' }

/** Signs the demo account up through the shop's own API, as any client would. */
export async function createDemoAccount(url: string): Promise<void> {
  const visit = await fetch(`${url}/api/session`)
  const { csrfToken } = (await visit.json()) as { csrfToken: string }
  const cookie = visit.headers.getSetCookie().map((each) => each.split(';', 1)[0])
  const answer = await fetch(`${url}/api/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken, cookie: cookie.join('; ') },
    body: JSON.stringify(demoAccount),
  })
  if (answer.status !== 201)
    throw new Error(`The demo account was refused with ${answer.status}: ${await answer.text()}`)
}
