/** Factor on all counts of the definitions, unless `BENCH_SCALE` says otherwise. */
export const DEFAULT_SCALE = 1;
/** Longest measured part in seconds, unless `BENCH_LIMIT_S` says otherwise. */
export const DEFAULT_LIMIT_S = 60;

/**
 * Share of the counts on the MongoDB-wire server: it scans where MongoDB has an index (infra/local/README.md), so that whole
 * counts would take hours and say nothing more. Ours and the bare driver do the same.
 */
export const MONGODB_SHARE = 0.05;

/** How much is done and for how long at most (bench-workloads.md). */
export interface BenchSettings {
  readonly scale: number;
  /** What is over is cut, and the line says "cut". */
  readonly limitS: number;
}

/** @throws {RangeError} one sentence that names the variable */
export function settingsFrom(env: NodeJS.ProcessEnv): BenchSettings {
  return {
    scale: positive(env, 'BENCH_SCALE', DEFAULT_SCALE),
    limitS: positive(env, 'BENCH_LIMIT_S', DEFAULT_LIMIT_S),
  };
}

/** The settings for peers on the MongoDB-wire server. */
export function mongodbSettings(settings: BenchSettings): BenchSettings {
  return { ...settings, scale: settings.scale * MONGODB_SHARE };
}

function positive(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${name} must be a positive number, not "${text}".`);
  return value;
}

/** A count of the definitions at the chosen scale, at least 1. */
export function scaled({ scale }: BenchSettings, count: number): number {
  return Math.max(1, Math.round(count * scale));
}
