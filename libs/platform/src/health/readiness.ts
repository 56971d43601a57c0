/** Parts a host needs to serve: `store`, `followers`, `transport`, and `stopping`, which is `down` once it is told to stop. */
export type ReadinessParts = Readonly<Record<string, 'up' | 'down'>>;

/** Tells whether the host can serve now; asked on every probe, so it must be quick and must not write. */
export interface Readiness {
  check(): Promise<ReadinessParts>;
}
