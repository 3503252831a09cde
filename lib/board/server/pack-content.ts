import { createHash } from 'node:crypto';
import { canonicalJson } from '../../access/audit-entry';
import type { Board } from '../board';
import type { Pack, PackMeta, PackProse } from '../pack';

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

interface PackParts {
  board: Board;
  prose: PackProse;
  version: number;
  edited: PackMeta['edited'];
  issuedBy: string;
  now: Date;
}

/** Everything a pack says, with the digest of it. */
export function packOf({ board, prose, version, edited, issuedBy, now }: PackParts): Pack {
  const { month, currency, fx, coverage } = board;
  const madeAt = now.toISOString();
  const meta = { month, version, currency, fx, coverage, madeAt, issuedBy, edited };
  return { board, prose, meta: { ...meta, digest: sha256(canonicalJson({ board, prose, meta })) } };
}

/** Whether a stored pack is still what was issued. */
export function isWhole({ board, prose, meta: { digest, ...meta } }: Pack): boolean {
  return sha256(canonicalJson({ board, prose, meta })) === digest;
}
