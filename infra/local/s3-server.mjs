import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { s3Program } from './artifacts.mjs';
import { LOOPBACK } from './settings.mjs';

/** Keys of the local server: it listens on the loopback only. */
export const S3_ACCESS_KEY = 'local-access-key';
export const S3_SECRET_KEY = 'local-secret-key';
/** Region that requests are signed for; the server's default. */
export const S3_REGION = 'us-east-1';
/** The bucket that is there from the start. */
export const S3_BUCKET = 'taizhang';
/** How long the server may take to answer a look, in milliseconds. */
const ANSWER_TIMEOUT_MS = 2_000;

/**
 * An S3-compatible server (Versity S3 Gateway): buckets are folders in the instance's folder `s3`.
 * @param {string} instance folder of the instance
 * @param {{ s3: number }} ports
 * @returns {import('./server-process.mjs').ServerCommand & { prepare(): Promise<void> }}
 */
export function s3Server(instance, ports) {
  const folder = join(instance, 's3');
  const buckets = join(folder, 'buckets');
  const metadata = join(folder, 'metadata');
  const server = {
    name: 's3',
    folder,
    command: '',
    args: [
      ...['--access', S3_ACCESS_KEY, '--secret', S3_SECRET_KEY, '--region', S3_REGION],
      ...['--port', `${LOOPBACK}:${ports.s3}`, '--quiet', 'posix', '--sidecar', metadata, buckets],
    ],
    need: 'The program built from infra/local/s3 is needed',
    answers: () => asksForSignature(ports.s3),
    async prepare() {
      await mkdir(join(buckets, S3_BUCKET), { recursive: true });
      await mkdir(metadata, { recursive: true });
      server.command = await s3Program();
    },
  };
  return server;
}

/**
 * A working server refuses to list its buckets to nobody.
 * @param {number} port
 */
async function asksForSignature(port) {
  try {
    const answer = await fetch(`http://${LOOPBACK}:${port}/`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return answer.status === 403;
  } catch {
    return false;
  }
}
