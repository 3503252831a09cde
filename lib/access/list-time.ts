/** A moment as a table shows it: `2026-11-22 12:00`, in the organisation's zone; `day` leaves the time out. */
export function tableTime(iso: string, timeZone: string, precision: 'minute' | 'day' = 'minute'): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(iso));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return precision === 'day' ? day : `${day} ${part('hour')}:${part('minute')}`;
}
