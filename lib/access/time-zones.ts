import { assertWholeHourZone } from '../time/period';

let zones: string[] | undefined;

/** Every IANA zone the organisation may use: those a whole number of hours from UTC. */
export function wholeHourZones(): string[] {
  zones ??= Intl.supportedValuesOf('timeZone').filter((zone) => {
    try {
      assertWholeHourZone(zone);
      return true;
    } catch {
      return false;
    }
  });
  return zones;
}
