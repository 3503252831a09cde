import { redirect } from 'next/navigation';
import { reach } from '@/lib/access/permissions';
import { getCtx } from './session';

/** The console opens with the board for who may read it, with usage for everyone else. */
export default async function Home(): Promise<never> {
  const { actor } = await getCtx();
  const mayReadBoard = actor.kind === 'user' && reach(actor.role, 'board.read') !== 'none';
  redirect(mayReadBoard ? '/board' : '/explore');
}
