const KEY_BYTES = 32;

/** Bytes as base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The key of one ballot, drawn by the voter's device: the same when the ballot is sent again, and kept nowhere. */
export function newBallotKey(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
}
