/** `mongodb://`, whoever signs in and one or several hosts, then the database; the driver's form, in which hosts stand side by side. */
const MONGODB_URL = /^mongodb(?:\+srv)?:\/\/[^/?]+(?:\/([^?]*))?/;

/** Database of a URL that names none. */
export const DEFAULT_DATABASE = 'taizhang';

/** @returns the database that a checked `mongodb://` URL names, else {@link DEFAULT_DATABASE}. `URL` takes one host only. */
export function databaseOfUrl(url: string): string {
  const [, named = ''] = MONGODB_URL.exec(url) ?? [];
  return decodeURIComponent(named) || DEFAULT_DATABASE;
}
