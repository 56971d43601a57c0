import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long a connection that comes while the server closes may be silent, in milliseconds. */
export const LATE_SILENCE_MS = 1_000;

/**
 * Connections on which no request is being answered. A server that closes ends those that have had a request; one that was
 * opened and says nothing yet, as browsers and agents keep some, holds it up until its time for a request is over.
 */
export class SilentConnections {
  readonly #open = new Set<Socket>();
  readonly #answered = new Map<Socket, number>();
  #ending = false;

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
      if (this.#ending) setTimeout(() => this.#endSilent(socket), LATE_SILENCE_MS).unref();
    });
    server.on('request', ({ socket }, response) => {
      this.#count(socket, 1);
      response.once('close', () => {
        this.#count(socket, -1);
      });
    });
  }

  /** Ends them. Nothing was asked on them, so nothing is lost. */
  end(): void {
    this.#ending = true;
    for (const socket of this.#open) this.#endSilent(socket);
  }

  #endSilent(socket: Socket): void {
    if (!this.#answered.has(socket)) socket.destroy();
  }

  #count(socket: Socket, more: number): void {
    const count = (this.#answered.get(socket) ?? 0) + more;
    if (count > 0) this.#answered.set(socket, count);
    else this.#answered.delete(socket);
  }
}
