import { Ajv2020 } from 'ajv/dist/2020';
import { RE2JS } from 're2js';
import { invalid, TollgateError } from '../errors';
import type { GoldenCase } from './golden-case';

/** 0 to 1, and why, in a word that names no text of the answer. */
export interface Grade {
  score: number;
  detail: string;
}

/** More than any grader needs to see. */
const LONGEST_ANSWER = 200_000;
const right: Grade = { score: 1, detail: 'right' };
const wrong = (detail: string): Grade => ({ score: 0, detail });

/** Grades an answer by everything but a judge. Throws `invalid` where the case itself cannot be used. */
export function grade({ expected, grader }: GoldenCase, answer: string): Grade {
  const text = answer.slice(0, LONGEST_ANSWER).trim();
  switch (grader.kind) {
    case 'exact':
      return fold(text, grader.ignoreCase) === fold(String(expected).trim(), grader.ignoreCase)
        ? right
        : wrong('differs');
    case 'contains':
      return [expected]
        .flat()
        .every((part) => fold(text, grader.ignoreCase).includes(fold(String(part), grader.ignoreCase)))
        ? right
        : wrong('lacks_text');
    case 'regex':
      return pattern(String(expected), grader.ignoreCase).matcher(text).find() ? right : wrong('no_match');
    case 'json_schema':
      return gradeJson(expected as object, text);
    case 'numeric':
      return gradeNumber(Number(expected), grader.tolerance, grader.relative, text);
    case 'rubric':
      throw invalid('A rubric is graded by a judge model: name one.');
  }
}

const fold = (text: string, ignoreCase: boolean): string => (ignoreCase ? text.toLowerCase() : text);

/** In linear time, whatever the pattern: no backtracking, so no look-around and no back-references either. */
function pattern(source: string, ignoreCase: boolean): RE2JS {
  try {
    return RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    throw invalid(
      `The pattern "${source.slice(0, 60)}" is not one RE2 reads (no look-around, no back-references).`,
    );
  }
}

const schemaPattern = Object.assign(
  (source: string) => {
    const compiled = pattern(source, false);
    // Ajv tells its patterns apart by their text.
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => source };
  },
  { code: 'linear' },
);

function gradeJson(schema: object, answer: string): Grade {
  const value = jsonIn(answer);
  if (value === undefined) return wrong('not_json');
  return compiledSchema(schema)(value) ? right : wrong('against_schema');
}

function compiledSchema(schema: object): (value: unknown) => boolean {
  const { $schema: _draft, ...rest } = schema as Record<string, unknown>;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, code: { regExp: schemaPattern } });
  try {
    return ajv.compile(rest);
  } catch (error) {
    throw invalid(
      `The schema cannot be used: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`,
    );
  }
}

/** Why a case's pattern or schema cannot be used, or null. */
export function graderFault({ expected, grader }: GoldenCase): string | null {
  try {
    if (grader.kind === 'regex') pattern(String(expected), grader.ignoreCase);
    if (grader.kind === 'json_schema') compiledSchema(expected as object);
    return null;
  } catch (error) {
    if (error instanceof TollgateError) return error.message;
    throw error;
  }
}

/** The whole answer, or the first fenced block of it. */
function jsonIn(answer: string): unknown {
  const fence = answer.indexOf('```');
  const end = answer.indexOf('```', fence + 3);
  const block = fence < 0 || end < 0 ? answer : answer.slice(answer.indexOf('\n', fence) + 1, end);
  try {
    return JSON.parse(block);
  } catch {
    return undefined;
  }
}

const NUMBERS = RE2JS.compile('[-+−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?');

/** The last number of the answer is the one it comes to. */
function gradeNumber(expected: number, tolerance: number, relative: number, answer: string): Grade {
  const found = NUMBERS.matcher(answer);
  let last: string | null = null;
  while (found.find()) last = found.group();
  if (last === null) return wrong('no_number');
  const distance = Math.abs(Number(last.replaceAll(',', '').replace('−', '-')) - expected);
  // Binary fractions: 0.3 − 0.1 is a hair more than 0.2.
  const hair = 1e-12 * Math.max(1, Math.abs(expected));
  return distance <= Math.max(tolerance, relative * Math.abs(expected)) + hair
    ? right
    : wrong('off_tolerance');
}
