import type { z } from 'zod';
import type { Queryable, Tx } from '@/db/client';
import { invalid } from '../../errors';
import { authorise, type TeamScope, teamScope } from '../actor';
import type { AuditEntry } from '../audit-entry';
import type { Permission } from '../permissions';
import { appendAudit } from './append-audit';
import type { Ctx } from './context';

/**
 * The shape of everything that changes something: authorise → parse → transact → audit, in this order, here.
 * A verb that touches one team names it with `team`, so that `own` reach is checked against it.
 */
export interface VerbSpec<S extends z.ZodType, O> {
  name: string;
  permission: Permission;
  input: S;
  /** The team this input is about; null means the organisation. Left out: any reach will do. */
  team?: (tx: Tx, input: z.output<S>) => Promise<bigint | null> | bigint | null;
  run: (args: { tx: Tx; ctx: Ctx; input: z.output<S>; scope: TeamScope; audit: Audit }) => Promise<O>;
}

export type Audit = (entry: AuditEntry) => Promise<void>;

export interface Verb<S extends z.ZodType = z.ZodType, O = unknown> {
  (ctx: Ctx, input: z.input<S>): Promise<O>;
  spec: VerbSpec<S, O>;
  kind: 'verb';
}

export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    message: issue.message,
  }));
  throw invalid(
    issues[0] ? `${issues[0].path || 'input'}: ${issues[0].message}` : 'The input is not valid.',
    issues,
  );
}

export function verb<S extends z.ZodType, O>(spec: VerbSpec<S, O>): Verb<S, O> {
  const call = async (ctx: Ctx, rawInput: z.input<S>): Promise<O> => {
    teamScope(ctx.actor, spec.permission); // refuse before reading the input
    const input = parseInput(spec.input, rawInput);
    return ctx.db.transaction(async (tx) => {
      const teamId = spec.team ? await spec.team(tx, input) : undefined;
      const scope = authorise(ctx.actor, spec.permission, teamId);
      let audited = false;
      const audit: Audit = async (entry) => {
        audited = true;
        await appendAudit(tx, ctx.actor, ctx.now, entry);
      };
      const result = await spec.run({ tx, ctx, input, scope, audit });
      if (!audited) throw new Error(`The verb ${spec.name} changed something without an audit entry.`);
      return result;
    });
  };
  return Object.assign(call, { spec, kind: 'verb' as const });
}

/** The shape of everything that reads: the row scope is handed in, so that no question can forget it. */
export interface QuestionSpec<S extends z.ZodType, O> {
  name: string;
  permission: Permission;
  input: S;
  /** The team this input asks about; null means the organisation. Left out: the answer is limited to the scope. */
  team?: (db: Queryable, input: z.output<S>) => Promise<bigint | null> | bigint | null;
  run: (args: { db: Queryable; ctx: Ctx; input: z.output<S>; scope: TeamScope }) => Promise<O>;
}

export interface Question<S extends z.ZodType = z.ZodType, O = unknown> {
  (ctx: Ctx, input: z.input<S>): Promise<O>;
  spec: QuestionSpec<S, O>;
  kind: 'question';
}

export function question<S extends z.ZodType, O>(spec: QuestionSpec<S, O>): Question<S, O> {
  const call = async (ctx: Ctx, rawInput: z.input<S>): Promise<O> => {
    teamScope(ctx.actor, spec.permission); // refuse before reading the input
    const input = parseInput(spec.input, rawInput);
    const teamId = spec.team ? await spec.team(ctx.db, input) : undefined;
    const scope = authorise(ctx.actor, spec.permission, teamId);
    return spec.run({ db: ctx.db, ctx, input, scope });
  };
  return Object.assign(call, { spec, kind: 'question' as const });
}
