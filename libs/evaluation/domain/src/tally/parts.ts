/** Cuts a list into parts of at most `size`; an empty list is one empty part. */
export function inParts<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_none, i) => items.slice(i * size, (i + 1) * size));
}
