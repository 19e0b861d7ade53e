/** The names of what this lab looks at. Apart from check.ts, which brings fleets along. */
export const inService = (port: string) => `In a service: ${port}`
export const cartByItself = 'The cart is not inside the session'
export const ordersWithStock = 'Orders and stock are in one place'
