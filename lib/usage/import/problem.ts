/** Why a row is not taken: shown beside the row, counted by code. */
export interface RowProblem {
  code: string;
  /** The event field, e.g. `tokens.input`. */
  field: string;
  detail: string;
}

export class RowRejected extends Error {
  constructor(readonly problem: RowProblem) {
    super(problem.detail);
  }
}

export const reject = (code: string, field: string, detail: string): never => {
  throw new RowRejected({ code, field, detail });
};

/** A cell quoted for a message, cut so that a message stays a line. */
export const quote = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
