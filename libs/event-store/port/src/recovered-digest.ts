/**
 * Digest of commits that were brought back from their leaves: that of the command lay outside of these and is lost. Whatever comes
 * under such a commit's id counts as its retry, since the id already names ledger, actor and key, or the cause (design §4).
 */
export const RECOVERED_DIGEST = 'recovered';

/** Whether a commit was recorded for the same command. */
export function isSameCommand(recorded: string, asked: string): boolean {
  return recorded === asked || recorded === RECOVERED_DIGEST;
}
