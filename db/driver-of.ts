import type postgres from 'postgres';
import type { Tx } from './client';

/** The driver's own transaction beneath one of drizzle's: for prepared and pipelined statements within it. */
export const driverOf = (tx: Tx): postgres.TransactionSql =>
  (tx._ as unknown as { session: { client: postgres.TransactionSql } }).session.client;
