import type { AuditEntry } from '../../access/audit-entry';
import type { ScopeFilter } from './repricing-scope';

/** A change of prices that was made: what the audit log says of it, and whose usage it may touch. */
export interface MadeChange {
  entry: AuditEntry;
  scope: ScopeFilter;
}
