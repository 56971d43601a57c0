/** Class, code and place of an error for the log: its message may quote what a person wrote. */
export function traceOfError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  return { error: error.name, ...('code' in error && { cause: String(error.code) }), frames };
}
