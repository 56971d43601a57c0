/** Which methods an address takes: what the router knows and does not tell. */
export class RoutePatterns {
  readonly #patterns = new Map<string, { readonly matches: RegExp; readonly methods: Set<string> }>();

  add(methods: string | readonly string[], url: string): void {
    const matches = new RegExp(
      `^${url
        .replaceAll(/[.+()[\]{}|^$\\]/g, String.raw`\$&`)
        .replaceAll(/:[A-Za-z]+/g, '[^/]+')
        .replaceAll('*', '.*')}$`,
    );
    const pattern = this.#patterns.get(url) ?? { matches, methods: new Set() };
    for (const method of typeof methods === 'string' ? [methods] : methods) pattern.methods.add(method);
    this.#patterns.set(url, pattern);
  }

  methodsOf(path: string): readonly string[] {
    const found = [...this.#patterns.values()]
      .filter(({ matches }) => matches.test(path))
      .flatMap(({ methods }) => [...methods]);
    return [...new Set(found)].sort();
  }
}
