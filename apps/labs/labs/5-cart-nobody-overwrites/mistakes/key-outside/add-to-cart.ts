/** The key is looked for in one script, and the addition is made in another. */
import { type Addition, type Outcome, runCartScript } from '@unsticky/lab-kit/carts'
import type { Valkey } from '@unsticky/valkey'

const look = "return seen_before() or 'new'"
const add = `
  if is_new_line() and lines_in_cart() >= max_lines then return 'full' end
  if units_in_line() + quantity > max_units then return 'limit' end
  add_units()
  remember()
  return 'changed'`

export async function addToCart(valkey: Valkey, addition: Addition): Promise<Outcome> {
  const seen = await runCartScript(valkey, look, addition)
  return (seen.kind as string) === 'new' ? runCartScript(valkey, add, addition) : seen
}
