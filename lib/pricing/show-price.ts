/** A price as read: at least two decimals, none lost. `1.75` → 1.75, `10` → 10.00, `0.003625` stays. */
export function showPrice(price: string): string {
  const [whole = '0', fraction = ''] = price.split('.');
  const shown = fraction.replace(/0+$/, '').padEnd(2, '0');
  return `${whole}.${shown}`;
}
