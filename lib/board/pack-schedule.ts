import { addDays, addMonths } from '../time/days';
import { firstDayOf } from './month';

/** When the list is sent packs: from an hour of a day of each month, in the organisation's zone. */
export interface PackSchedule {
  /** 1 to 31; of a shorter month its last day. */
  day: number;
  /** 0 to 23. */
  hour: number;
}

export interface PackScheduleDto extends PackSchedule {
  setBy: string;
  setAt: string;
}

/** The day of the month after it on which the pack of a month is due. */
export function sendingDay(month: string, day: number): string {
  const first = addMonths(firstDayOf(month), 1);
  const wanted = addDays(first, day - 1);
  const last = addDays(addMonths(first, 1), -1);
  if (wanted > last) return last;
  return wanted;
}
