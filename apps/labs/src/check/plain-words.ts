/** Names of shoppers and products as a person would say them: "shopper 1", "8 copper kettles". */
const products: Readonly<Record<string, readonly [string, string]>> = {
  'copper-kettle': ['copper kettle', 'copper kettles'],
  'green-sencha': ['packet of green sencha', 'packets of green sencha'],
  'limited-edition-print': ['limited edition print', 'limited edition prints'],
}

export function inPlainWords(text: string): string {
  const named = text.replaceAll(/\bs(\d+)-[0-9a-f]{4}\b/g, 'shopper $1')
  const counted = named.replaceAll(
    /\b(\d+) (?:× )?([a-z]+(?:-[a-z]+)+)\b/g,
    (all, count: string, id: string) => {
      const words = products[id]
      return words ? `${count} ${count === '1' ? words[0] : words[1]}` : all
    },
  )
  return counted.replace(/^shopper/, 'Shopper')
}
