import type { Agreement } from './agreement';
import { CLASSIFIER_RULES, type ClassifierRuleId } from './rules';

/** What the classifier is told: what a call carries before it is made, or also what the ledger knows of it after. */
export const CLASSIFIER_VIEWS = ['gate', 'ledger'] as const;
export type ClassifierView = (typeof CLASSIFIER_VIEWS)[number];

/** Events that were looked at, of all there are. */
export interface SampleDto {
  events: number;
  of: string;
  /** Calls the events stand for. */
  calls: string;
}

/** Counts are decimal strings, of calls unless they say otherwise. */
export interface ClassifierAgreementDto {
  /** Days of the organisation's zone, half-open. */
  period: { from: string; to: string };
  view: ClassifierView;
  /** All calls of the period, by whether they declare a class. */
  coverage: { declared: string; undeclared: string };
  sample: SampleDto;
  agreed: string;
  unknown: string;
  /** By declared class, most calls first. */
  confusion: {
    declared: string;
    calls: string;
    agreed: string;
    unknown: string;
    /** Assigned another class, most calls first. */
    others: { taskClass: string; calls: string }[];
  }[];
  /** Every rule, the surest first. */
  rules: { rule: ClassifierRuleId; confidence: number; spoke: string; right: string; decided: string }[];
  /** What calls that declare none would be routed as; null: unknown. Most calls first. */
  undeclared: { sample: SampleDto; assigned: { taskClass: string | null; calls: string }[] };
}

const most = <T>(entries: Iterable<readonly [T, bigint]>): [T, bigint][] =>
  [...entries]
    .map(([key, calls]): [T, bigint] => [key, calls])
    .sort(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0));

const sumOf = (row: ReadonlyMap<unknown, bigint>): bigint =>
  [...row.values()].reduce((sum, one) => sum + one, 0n);

/** The figures of an agreement as they are shown. */
export function agreementDto(
  found: Agreement,
): Pick<ClassifierAgreementDto, 'agreed' | 'unknown' | 'confusion' | 'rules'> {
  const rows = most([...found.confusion].map(([declared, row]) => [declared, sumOf(row)] as const));
  return {
    agreed: found.agreed.toString(),
    unknown: found.unknown.toString(),
    confusion: rows.map(([declared, calls]) => {
      const row = found.confusion.get(declared) ?? new Map<string | null, bigint>();
      return {
        declared,
        calls: calls.toString(),
        agreed: (row.get(declared) ?? 0n).toString(),
        unknown: (row.get(null) ?? 0n).toString(),
        others: most(row).flatMap(([taskClass, count]) =>
          taskClass === null || taskClass === declared ? [] : [{ taskClass, calls: count.toString() }],
        ),
      };
    }),
    rules: CLASSIFIER_RULES.map(({ id, confidence }) => {
      const { spoke, right, decided } = found.rules.get(id) ?? { spoke: 0n, right: 0n, decided: 0n };
      return {
        rule: id,
        confidence: confidence / 100,
        ...{ spoke: spoke.toString(), right: right.toString(), decided: decided.toString() },
      };
    }),
  };
}

/** Calls by the class assigned, most first. */
export const assignedDto = (
  assigned: ReadonlyMap<string | null, bigint>,
): ClassifierAgreementDto['undeclared']['assigned'] =>
  most(assigned).map(([taskClass, calls]) => ({ taskClass, calls: calls.toString() }));
