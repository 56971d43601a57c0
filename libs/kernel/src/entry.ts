/** The entry of an id that a sender gave, which may be the name of a member that every object has (`constructor`). */
export function entryOf<V>(entries: Readonly<Record<string, V>>, id: string): V | undefined {
  return Object.hasOwn(entries, id) ? entries[id] : undefined;
}
