import { Module, type DynamicModule } from '@nestjs/common';
import type { ContextFeature } from './context-feature.js';
import { ContextRegistry } from './context-registry.js';

/** The Nest module of one context; all it does is bring its declarations to the host. */
@Module({})
export class ContextModule {}

/**
 * Makes a context's Nest module of its declarations.
 * @example
 * @Module({ imports: [contextModule(issuesFeature)] })
 * export class IssuesModule {}
 */
export function contextModule(feature: ContextFeature): DynamicModule {
  return {
    module: ContextModule,
    providers: [
      {
        provide: Symbol(`feature ${feature.context}`),
        inject: [ContextRegistry],
        useFactory: (registry: ContextRegistry) => {
          registry.register(feature);
          return feature;
        },
      },
    ],
  };
}
