import { usageStream } from './usage-stream';

/** Bodies of calls as a gateway asks for them: the working day of {@link usageStream}, before it happens. */
export function gateBodies(count: number, prefix: string): string[] {
  const bodies: string[] = [];
  for (const event of usageStream(count, prefix, 0, 1)) {
    const { id, provider, model, tags, user, task_class, tokens } = event;
    bodies.push(
      JSON.stringify({
        id,
        provider,
        model,
        tags,
        user,
        task_class,
        tokens: { input: tokens.input, cache_read: tokens.cache_read, max_output: 1_000 },
      }),
    );
  }
  return bodies;
}
