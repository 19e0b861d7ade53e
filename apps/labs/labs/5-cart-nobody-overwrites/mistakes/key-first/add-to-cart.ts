/** The key is remembered before it is known whether there is room. */
import { type Addition, type Outcome, runCartScript } from '@unsticky/lab-kit/carts'
import type { Valkey } from '@unsticky/valkey'

const script = `
  local seen = seen_before()
  if seen then return seen end
  remember()
  if is_new_line() and lines_in_cart() >= max_lines then return 'full' end
  if units_in_line() + quantity > max_units then return 'limit' end
  add_units()
  return 'changed'`

export const addToCart = (valkey: Valkey, addition: Addition): Promise<Outcome> =>
  runCartScript(valkey, script, addition)
