import type { ErrorCode, Issue, TollgateError } from '@/lib/errors';

/** RFC 9457 problem details, as API.md promises them. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; code: string; detail: string }[];
}

/** An error that already knows its HTTP status, where the family's code is not exact enough. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly issues: Issue[] = [],
    readonly retryAfterSeconds?: number,
  ) {
    super(detail);
    this.name = 'HttpProblem';
  }
}

const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  too_large: 413,
  too_many_requests: 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Breaks a rule',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Unavailable',
};

export const statusOf = (error: TollgateError): number => STATUS[error.code];

/** The body of an error answer. `type` names the kind of problem; it is an identifier, not an address to open. */
export function problemOf(status: number, detail: string, issues: readonly Issue[] = []): Problem {
  const title = TITLES[status] ?? 'Error';
  const problem: Problem = {
    type: `urn:tollgate:problem:${title.toLowerCase().replaceAll(' ', '-')}`,
    title,
    status,
    detail,
  };
  if (issues.length > 0)
    problem.errors = issues.map(({ path, code, message }) => ({ pointer: path, code, detail: message }));
  return problem;
}
