/** Runs `action` for each item of a stream, at most `limit` at once; the first failure ends it. */
export async function forEachAtMost<T>(
  limit: number,
  items: AsyncIterable<T> | Iterable<T>,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  for await (const item of items) {
    const run = action(item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => running.delete(run));
    running.add(run);
    if (running.size >= limit) await Promise.race(running);
    if (failure !== undefined) break;
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure.error;
}
