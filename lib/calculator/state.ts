import { NOTHING_PULLED } from './levers';
import { type ScenarioState, STATE_VERSION } from './scenario-state';
import { PARTS, STATE_PARTS, type StatePart } from './state-parts';
import { checkText } from './state-text';

export { presetState, type ScenarioState, scenarioState, startingState } from './scenario-state';
export type { StatePart } from './state-parts';

/** The query parameter of a calculator's address that holds the state. */
export const STATE_PARAM = 's';

/** What is wrong with a link, for a sentence above the figures. */
export type LinkProblem =
  /** Cut off or changed on the way. `parts` could not be read and are as in the fallback; the others are as written. */
  | { kind: 'damaged'; parts: StatePart[] }
  /** Written by a later release: nothing of it is read. */
  | { kind: 'newer' }
  | { kind: 'unreadable' };

export interface DecodedState {
  state: ScenarioState;
  problem: LinkProblem | null;
}

/**
 * A state as one text for an address, e.g. `1~vu,300,10~d22,6~…~x0kq3f9a`: the version, every part in full (a default
 * that changes later does not change the figures of a link), and a check of all that.
 */
export function encodeState(state: ScenarioState): string {
  const parts = STATE_PARTS.flatMap((name) => {
    const { letter, write } = PARTS[name];
    const items = write(state);
    return items.length > 0 ? [`${letter}${items.join(',')}`] : [];
  });
  const text = [String(STATE_VERSION), ...parts].join('~');
  return `${text}~x${checkText(text)}`;
}

/** Parts that a link leaves out where there is nothing to say. */
const OPTIONAL: readonly StatePart[] = ['levers', 'routing', 'origin'];

/** Reads a link. Never throws: what cannot be read stays as in `fallback`, and `problem` says what that is. */
export function decodeState(text: string, fallback: ScenarioState): DecodedState {
  const [version = '', ...pieces] = text.trim().split('~');
  if (!/^\d{1,4}$/.test(version)) return { state: fallback, problem: { kind: 'unreadable' } };
  if (version !== String(STATE_VERSION)) return { state: fallback, problem: { kind: 'newer' } };
  const last = pieces.at(-1);
  const whole = last === `x${checkText(text.trim().slice(0, -`~${last}`.length))}`;
  const { state, parts } = readParts(new Map(pieces.map((piece) => [piece.slice(0, 1), piece.slice(1)])), {
    ...fallback,
    plan: NOTHING_PULLED,
    origin: null,
  });
  if (parts.length === STATE_PARTS.length - OPTIONAL.length)
    return { state: fallback, problem: { kind: 'unreadable' } };
  return { state, problem: whole && parts.length === 0 ? null : { kind: 'damaged', parts } };
}

function readParts(
  written: ReadonlyMap<string, string>,
  start: ScenarioState,
): { state: ScenarioState; parts: StatePart[] } {
  const parts: StatePart[] = [];
  let state = start;
  for (const name of STATE_PARTS) {
    const { letter, read, valid } = PARTS[name];
    const piece = written.get(letter);
    if (piece === undefined && OPTIONAL.includes(name)) continue;
    const next = piece === undefined ? null : read(piece === '' ? [] : piece.split(','), state);
    if (next && valid(next)) state = next;
    else parts.push(name);
  }
  return { state, parts };
}

/** A page of the calculator with this state in its address. */
export const stateHref = (path: string, state: ScenarioState): string =>
  `${path}?${STATE_PARAM}=${encodeState(state)}`;
