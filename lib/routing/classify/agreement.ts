import type { Classification, Classifier, ClassifierReason } from './classify';
import type { UnclassifiedCall } from './unclassified-call';

/** Calls of one shape that declare a class. The classifier is never shown it. */
export interface DeclaredCalls {
  declared: string;
  calls: bigint;
  call: UnclassifiedCall;
}

export interface RuleRecord {
  /** Calls it spoke of. */
  spoke: bigint;
  /** Of those, where it named the declared class. */
  right: bigint;
  /** Of those it spoke of, where it decided: the first to speak, and sure enough. */
  decided: bigint;
}

/** Calls by what was declared and what would have been assigned. */
export interface Agreement {
  calls: bigint;
  agreed: bigint;
  unknown: bigint;
  /** By declared class, then by the class assigned; null: unknown. */
  confusion: Map<string, Map<string | null, bigint>>;
  /** Rules that spoke of any call. */
  rules: Map<ClassifierReason['rule'], RuleRecord>;
}

/** Holds what the classifier says against what was declared, by number of calls. */
export function measureAgreement(classify: Classifier, past: Iterable<DeclaredCalls>): Agreement {
  const found: Agreement = { calls: 0n, agreed: 0n, unknown: 0n, confusion: new Map(), rules: new Map() };
  for (const { declared, calls, call } of past) add(found, declared, calls, classify(call));
  return found;
}

function add(
  found: Agreement,
  declared: string,
  calls: bigint,
  { taskClass, reasons }: Classification,
): void {
  found.calls += calls;
  if (taskClass === null) found.unknown += calls;
  else if (taskClass === declared) found.agreed += calls;
  const row = found.confusion.get(declared) ?? new Map<string | null, bigint>();
  found.confusion.set(declared, row.set(taskClass, (row.get(taskClass) ?? 0n) + calls));
  for (const [index, reason] of reasons.entries()) {
    const record = found.rules.get(reason.rule) ?? { spoke: 0n, right: 0n, decided: 0n };
    record.spoke += calls;
    if (reason.taskClass === declared) record.right += calls;
    if (index === 0 && taskClass !== null) record.decided += calls;
    found.rules.set(reason.rule, record);
  }
}
