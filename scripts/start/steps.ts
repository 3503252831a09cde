/** Runs one step of the start and prints what it was and how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  console.log(`  ${name.padEnd(28)} ${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s`);
  return result;
}
