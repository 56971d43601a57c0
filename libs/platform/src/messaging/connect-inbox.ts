import { Catch, type INestApplication, type INestMicroservice, type RpcExceptionFilter } from '@nestjs/common';
import { type MicroserviceOptions, NestMicroservice } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import type { InboxStrategy } from './inbox-strategy.js';

/**
 * Hands what a handler threw back to the inbox as it was. Nest's own filter would put "Internal server error" in its place
 * and print its message, which may name someone.
 */
@Catch()
class HandBackFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Connects the inbox's consumers to an application; `startAllMicroservices` starts them, closing it stops them.
 * @throws {@link InboxPatternError} for handlers that one consumer cannot serve
 */
export function connectInbox(app: INestApplication, strategy: InboxStrategy): INestMicroservice {
  // Nest binds filters to handlers when it registers these: so it is done here, after the filter is there.
  const microservice = app.connectMicroservice<MicroserviceOptions>({ strategy }, { deferInitialization: true });
  microservice.useGlobalFilters(new HandBackFilter());
  if (!(microservice instanceof NestMicroservice)) throw new TypeError('Nest made another kind of microservice');
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
  return microservice;
}
