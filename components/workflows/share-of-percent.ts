const PERCENT = /^(\d{1,3})(?:\.(\d{1,4}))?$/;

/** Per cent as people write it ("12.5") as an exact share ("0.125000"). What is no number stays as it is, to be refused. */
export function shareOfPercent(text: string): string {
  const match = PERCENT.exec(text.replace(/\s*%$/, ''));
  if (!match) return text;
  const [, whole = '0', fraction = ''] = match;
  const digits = (whole + fraction.padEnd(4, '0')).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
