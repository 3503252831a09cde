import { plainAmount } from '@/components/budgets/draft';

/** A count as people write it ("1,204", "−3"); what is no whole number becomes NaN, to be refused beside its field. */
export function wholeNumber(text: string): number {
  const plain = plainAmount(text).replace('−', '-');
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : Number.NaN;
}
