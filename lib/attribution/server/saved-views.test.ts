import { beforeAll, describe, expect, it } from 'vitest';
import { NOW, seedOrganisation, seedUser } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import type { Role } from '../../access/permissions';
import type { Ctx } from '../../access/server/context';
import { deleteView } from './delete-view';
import { listViews } from './list-views';
import { renameView } from './rename-view';
import { saveView } from './save-view';

const { db } = await testDatabase();

async function person(role: Role): Promise<Ctx> {
  const id = await seedUser(db, role);
  return { db, now: NOW, actor: { kind: 'user', id, name: role, role, teamIds: [] } };
}

let lead: Ctx;
let other: Ctx;
let auditor: Ctx;
beforeAll(async () => {
  await seedOrganisation(db);
  [lead, other, auditor] = [await person('team_lead'), await person('engineer'), await person('auditor')];
});

const names = async (ctx: Ctx) => (await listViews(ctx, { path: '/explore' })).map((view) => view.name);

describe('saved views', () => {
  it('keeps a private view to its owner and shows a shared one to everyone', async () => {
    await saveView(lead, { name: 'Mine', path: '/explore', search: '?split=team' });
    await saveView(lead, { name: 'Everyone', path: '/explore', search: '', shared: true });
    expect(await names(lead)).toEqual(['Everyone', 'Mine']);
    expect(await names(other)).toEqual(['Everyone']);
    const [shared] = await listViews(other, { path: '/explore' });
    expect(shared).toMatchObject({ own: false, ownerName: 'team_lead', search: '' });
  });

  it('lets only the owner rename or delete, and does not admit that a private view exists', async () => {
    const { id } = await saveView(lead, { name: 'A', path: '/explore', search: '', shared: true });
    await expect(renameView(other, { id, name: 'B' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteView(other, { id })).rejects.toMatchObject({ code: 'forbidden' });
    await renameView(lead, { id, name: 'Renamed', shared: false });
    await expect(deleteView(other, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await names(lead)).toContain('Renamed');
    await deleteView(lead, { id });
    expect(await names(lead)).not.toContain('Renamed');
  });

  it('refuses an auditor, who changes nothing, and addresses outside the page', async () => {
    const view = { name: 'X', path: '/explore' as const, search: '' };
    await expect(saveView(auditor, view)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveView(lead, { ...view, search: 'https://elsewhere' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
