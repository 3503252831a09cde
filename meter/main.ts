import { readMeterEnv } from './env';
import { startMeter } from './server';

/** `tsx meter/main.ts`: the meter as a process of its own, until SIGTERM or Ctrl-C. */
async function main(): Promise<void> {
  const env = readMeterEnv(process.env);
  const meter = await startMeter({
    databaseUrl: env.DATABASE_URL,
    secret: env.TOLLGATE_SECRET,
    host: env.METER_HOST,
    port: env.METER_PORT,
    logLevel: env.LOG_LEVEL,
  });
  process.send?.({ url: meter.url });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    meter.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
