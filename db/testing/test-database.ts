import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, inject } from 'vitest';
import { connect, type Db, disconnect } from '../client';
import { withDatabase } from '../embedded';

export interface TestDatabase {
  db: Db;
  url: string;
}

/** A fresh migrated database for this test file, dropped when the file ends. Call at the top level of the file. */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = connect(adminUrl, { max: 1 });
  await admin.execute(sql.raw(`create database ${name} template tollgate_template`));
  const url = withDatabase(adminUrl, name);
  const db = connect(url, { max: 8 });
  afterAll(async () => {
    await disconnect(db);
    await admin.execute(sql.raw(`drop database if exists ${name} with (force)`));
    await disconnect(admin);
  });
  return { db, url };
}
