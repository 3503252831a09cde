import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { count, id, instant } from '../columns';

/** Which model answers which call, for the organisation or for one team. History is in the audit log. */
export const routingPolicies = pgTable(
  'routing_policies',
  {
    id: id(),
    /** Null: the organisation's. A team's own policy decides for its calls. */
    teamId: count(),
    name: text().notNull(),
    createdByName: text().notNull(),
    createdAt: instant().notNull(),
    retiredAt: instant(),
  },
  (t) => [
    uniqueIndex('routing_policies_one_per_scope')
      .on(sql`coalesce(${t.teamId}, 0)`)
      .where(sql`${t.retiredAt} is null`),
  ],
);

/** `body` may change while `status` is draft, and never again. */
export const routingPolicyVersions = pgTable(
  'routing_policy_versions',
  {
    id: id(),
    policyId: count().notNull(),
    /** 1, 2, 3 … in the policy. */
    version: integer().notNull(),
    /** draft | submitted | approved | published | retired */
    status: text().notNull(),
    /** PolicyBody of lib/routing. */
    body: jsonb().notNull(),
    /** Raised by each save of a draft: who saves says which he read. */
    revision: integer().notNull(),
    /** Why, in the author's words. */
    note: text(),
    /** Ids of all who wrote in it: none of them may approve it. */
    authorIds: text().array().notNull(),
    /** The version it was copied from. */
    basedOn: integer(),
    createdByName: text().notNull(),
    createdAt: instant().notNull(),
    savedByName: text().notNull(),
    savedAt: instant().notNull(),
    submittedById: text(),
    submittedByName: text(),
    submittedAt: instant(),
    approvedById: text(),
    approvedByName: text(),
    approvedAt: instant(),
    publishedByName: text(),
    publishedAt: instant(),
    retiredAt: instant(),
    /** replaced | withdrawn | rejected | discarded | policy_retired */
    retiredBecause: text(),
    /** The decider's words on a rejection. */
    decisionNote: text(),
  },
  (t) => [
    unique('routing_policy_versions_number').on(t.policyId, t.version),
    uniqueIndex('routing_policy_versions_one_published').on(t.policyId).where(sql`${t.status} = 'published'`),
  ],
);

/** Append-only: the version in force of a policy is that of its newest row at or before the instant. */
export const routingPublications = pgTable(
  'routing_publications',
  {
    id: id(),
    policyId: count().notNull(),
    /** Of the policy; null: nothing from then on. */
    versionId: count(),
    /** publish | roll_back | retire */
    kind: text().notNull(),
    from: instant().notNull(),
    byName: text().notNull(),
    note: text(),
  },
  (t) => [index('routing_publications_policy').on(t.policyId, t.from)],
);

/** The organisation's own kinds of work, beside those built in. */
export const taskClasses = pgTable('task_classes', {
  key: text().primaryKey(),
  name: text().notNull(),
  description: text().notNull(),
  /** Work that does not need a model that reasons. */
  isSimple: boolean().notNull(),
  createdByName: text().notNull(),
  createdAt: instant().notNull(),
  archivedAt: instant(),
});

/** The class of a workflow's calls that declare none. History is in the audit log. */
export const workflowTaskClasses = pgTable('workflow_task_classes', {
  /** The effective workflow tag. */
  workflow: text().primaryKey(),
  taskClass: text().notNull(),
  setByName: text().notNull(),
  /** From then on it counts. */
  setAt: instant().notNull(),
});
