import { notFound } from 'next/navigation';
import { cache } from 'react';
import { getCtx } from '@/app/session';
import { TollgateError } from '@/lib/errors';
import { getPolicy } from '@/lib/routing/server/get-policy';

export interface PolicyPageProps {
  params: Promise<{ policy: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The policy of an address, read once for a page; not found for what the reader may not see. */
export const policyOf = cache(async (policyId: string, versionId?: string, compareWith?: string) => {
  try {
    return await getPolicy(await getCtx(), {
      policyId,
      ...(versionId && { versionId }),
      ...(compareWith && { compareWith }),
    });
  } catch (error) {
    if (error instanceof TollgateError) notFound();
    throw error;
  }
});

/** An id in the address, or nothing. */
export const idIn = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && /^\d{1,18}$/.test(value) ? value : undefined;
