import { priceOf, unitPrice } from './compile-rates';
import { type Rates, TOKEN_CLASSES, type TokenClass } from './rates';

/**
 * The token classes that two rates price differently at the base of their tiers; `selfHosted` where only one
 * says so. A class that either leaves unpriced by itself is not compared.
 */
export function differingClasses(a: Rates, b: Rates): (TokenClass | 'selfHosted')[] {
  if ((a.selfHosted ?? false) !== (b.selfHosted ?? false)) return ['selfHosted'];
  return TOKEN_CLASSES.filter((tokenClass) => {
    if (a.prices[tokenClass] === undefined || b.prices[tokenClass] === undefined) return false;
    const [one, two] = [priceOf(a.prices, tokenClass), priceOf(b.prices, tokenClass)];
    return one !== undefined && two !== undefined && unitPrice(one) !== unitPrice(two);
  });
}
