import { forbidden, invalid, TollgateError } from '../errors';
import { parseUsageEvent, type UsageEvent } from './event';
import { MAX_NAME_LENGTH } from './field-reader';
import { DEFAULT_SOURCE, type RejectedEvent } from './recording';
import { withTeam } from './tag-set';

/** An event that passed the rules, with the team and source it belongs to. The tags name the team. */
export interface PendingEvent {
  event: UsageEvent;
  team: string;
  source: string;
}

/** The request's own source, or null. Throws `invalid`: the whole request is refused. */
export function parseSource(source: unknown): string | null {
  if (source === undefined || source === null) return null;
  const fits =
    typeof source === 'string' && source.length <= MAX_NAME_LENGTH && !/[\p{Cc}\p{Cs}]/u.test(source);
  if (fits) return source.trim() || null;
  const message = `The source must be a string of at most ${MAX_NAME_LENGTH} characters.`;
  throw invalid(message, [{ path: '/source', code: 'invalid_source', message }]);
}

export interface RequestContext {
  source: string | null;
  /** The only team the caller may write for, null for any. */
  team: string | null;
  /** Milliseconds since 1970. */
  now: number;
}

const MAX_NAMED_TEAMS = 20;

/**
 * Sorts the events of a request into good and refused ones. An event of another team than the key's refuses
 * the whole request with `forbidden`: it is a mistake of the sender's set-up, not of one event.
 */
export function parseUsageEvents(
  events: readonly unknown[],
  context: RequestContext,
): { pending: PendingEvent[]; rejected: RejectedEvent[] } {
  const pending: PendingEvent[] = [];
  const rejected: RejectedEvent[] = [];
  const foreign: string[] = [];
  events.forEach((raw, index) => {
    const parsed = parseUsageEvent(raw, context.now);
    if (!parsed.ok) {
      const { code, pointer, detail } = parsed.problem;
      rejected.push({ index, ...idOf(raw), code, pointer: `/events/${index}${pointer}`, detail });
      return;
    }
    const { event } = parsed;
    const team = event.tags.values.team ?? context.team;
    if (team === null) {
      rejected.push({
        index,
        id: event.id,
        code: 'missing_team',
        pointer: `/events/${index}/tags/team`,
        detail: 'This key writes for any team, so every event must name one in tags.team.',
      });
      return;
    }
    if (context.team !== null && team !== context.team) foreign.push(`/events/${index}/tags/team`);
    if (event.tags.values.team === undefined) event.tags = withTeam(event.tags, team);
    pending.push({ event, team, source: event.source ?? context.source ?? DEFAULT_SOURCE });
  });
  if (foreign.length > 0) throw refuseForeign(foreign, 'events');
  return { pending, rejected };
}

/** Of what names another team than the key's. */
export function refuseForeign(pointers: readonly string[], sent: 'events' | 'outcomes'): TollgateError {
  const { code, message } = forbidden(`This key belongs to another team than the ${sent} name.`);
  return new TollgateError(
    code,
    message,
    pointers.slice(0, MAX_NAMED_TEAMS).map((path) => ({ path, code: 'other_team', message })),
  );
}

/** The id of what was refused, where it is fit to be repeated. */
export function idOf(raw: unknown): { id?: string } {
  if (typeof raw !== 'object' || raw === null || !('id' in raw) || typeof raw.id !== 'string') return {};
  return /^[^\p{Cc}\p{Cs}]{1,256}$/u.test(raw.id) ? { id: raw.id } : {};
}
