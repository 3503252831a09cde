import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, stringify, visit } from 'yaml';
import type { PolicyBody } from './policy';
import { policyBody } from './policy-input';

/** Where a text is not a policy. `line` and `column` count from 1. */
export interface YamlProblem {
  line: number;
  column: number;
  /** Dotted path in the policy; '' where the text is not YAML. */
  path: string;
  message: string;
}

type ParsedPolicy = { ok: true; body: PolicyBody } | { ok: false; problems: YamlProblem[] };

/** Characters of the longest text that is read. */
export const MAX_YAML_LENGTH = 500_000;
const MOST_PROBLEMS = 50;
/** Decimals that a writer may leave unquoted: read as they stand, never by way of a float. */
const DECIMALS = new Set(['maximumCost', 'qualityBar']);

/** The policy as text. Read back by {@link policyFromYaml} it is the same policy. */
export const policyToYaml = (body: PolicyBody): string =>
  stringify(body, { lineWidth: 110, aliasDuplicateObjects: false });

/** Reads a policy from text. Never throws; a policy is read whole or not at all. */
export function policyFromYaml(text: string): ParsedPolicy {
  if (text.length > MAX_YAML_LENGTH)
    return failed([{ line: 1, column: 1, path: '', message: 'This text is too long for a policy.' }]);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, version: '1.2', prettyErrors: false });
    const broken = [...document.errors, ...document.warnings];
    if (broken.length > 0)
      return failed(
        broken.map(({ message, pos }) => ({
          ...placeOf(lines, pos[0]),
          path: '',
          message: firstLine(message),
        })),
      );
    keepDecimals(document);
    const parsed = policyBody.safeParse(document.toJS({ maxAliasCount: 100 }));
    if (parsed.success) return { ok: true, body: parsed.data };
    return failed(
      parsed.error.issues.map(({ path, message }) => ({
        ...placeOf(lines, offsetOf(document, path)),
        path: path.join('.'),
        message,
      })),
    );
  } catch (error) {
    const message = error instanceof Error ? firstLine(error.message) : 'This text cannot be read.';
    return failed([{ line: 1, column: 1, path: '', message }]);
  }
}

const failed = (problems: YamlProblem[]): ParsedPolicy => ({
  ok: false,
  problems: problems.slice(0, MOST_PROBLEMS),
});

const firstLine = (message: string): string => message.split('\n')[0] ?? message;

function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function keepDecimals(document: Document): void {
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !DECIMALS.has(String(key.value)) || !isScalar(value)) return;
      if (typeof value.value === 'number' && value.source !== undefined) value.value = value.source;
    },
  });
}

/** Where the innermost part of a path that is there begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const at = path.slice(0, length).map((part) => (typeof part === 'number' ? part : String(part)));
    const node = length === 0 ? document.contents : document.getIn(at, true);
    if (!isNode(node) || !node.range) continue;
    const key = isMap(node) && length === path.length ? null : path[length];
    const pair =
      isMap(node) && key !== null
        ? node.items.find((item) => isScalar(item.key) && item.key.value === key)
        : null;
    const within = pair && isNode(pair.key) ? pair.key.range : null;
    return (within ?? node.range)[0];
  }
  return 0;
}
