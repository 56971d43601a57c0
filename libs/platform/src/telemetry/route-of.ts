import type { FastifyRequest } from 'fastify';

/** What stands for the route of a request that matched none: its address could be anything. */
export const NO_ROUTE = 'unmatched';

/** The pattern of a request's route, e.g. `/api/:context/queries/:name`: never the address, which names bureaus and records. */
export function routeOf({ is404, routeOptions }: FastifyRequest): string {
  return is404 ? NO_ROUTE : (routeOptions.url ?? NO_ROUTE);
}

/** Where people come without account. What would tell one of them from another is not kept there: no id, no trace of theirs. */
const WITHOUT_ACCOUNT = '/api/public/';

/** @returns whether a request's path or route is one of those for people without account. */
export function isWithoutAccount(path: string): boolean {
  return path.startsWith(WITHOUT_ACCOUNT);
}

/** Routes that machines ask every few seconds; they are not worth a line of the log nor a trace each. */
export function isProbe(route: string): boolean {
  return route === '/metrics' || route.startsWith('/health/');
}
