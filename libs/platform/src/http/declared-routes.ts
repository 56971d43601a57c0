import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { FeatureError } from '../context/context-registry.js';
import { ROUTE_ACCESS } from './access.js';

type AnyModule = Type | DynamicModule;

/** Controllers of a module and of all that it imports. */
function controllersOf(module: AnyModule, seen = new Set<AnyModule>()): readonly Type[] {
  if (seen.has(module)) return [];
  seen.add(module);
  const declared = typeof module === 'function' ? module : module.module;
  const listed = (key: string): readonly unknown[] => {
    const own: unknown = Reflect.getMetadata(key, declared);
    const added: unknown = typeof module === 'function' ? [] : Reflect.get(module, key);
    return [...(Array.isArray(own) ? own : []), ...(Array.isArray(added) ? added : [])];
  };
  const imports = listed(MODULE_METADATA.IMPORTS) as readonly AnyModule[]; // our modules import modules only
  return [
    ...(listed(MODULE_METADATA.CONTROLLERS) as readonly Type[]), // what Nest lists there
    ...imports.flatMap((imported) => controllersOf(imported, seen)),
  ];
}

/** Routes that do not say who may use them, as `<Controller>.<method>`. */
export function undeclaredRoutes(module: AnyModule): readonly string[] {
  return controllersOf(module).flatMap((controller) => {
    const { prototype } = controller as { prototype: object }; // every class has one
    const routes = Object.getOwnPropertyNames(prototype).filter((name) => {
      const handler: unknown = Reflect.get(prototype, name);
      return typeof handler === 'function' && Reflect.hasMetadata(PATH_METADATA, handler) && name !== 'constructor';
    });
    const declares = (target: object): boolean => Reflect.hasMetadata(ROUTE_ACCESS, target);
    return routes
      .filter((name) => !declares(controller) && !declares(Reflect.get(prototype, name) as object)) // a function, see above
      .map((name) => `${controller.name}.${name}`);
  });
}

/**
 * Stops the start of a host that has a route of which nobody said who may use it (house rule 11).
 * @throws {@link FeatureError}
 */
export function demandDeclaredRoutes(module: AnyModule): void {
  const [first] = undeclaredRoutes(module);
  if (first !== undefined) throw new FeatureError(`the route ${first} does not say who may use it`);
}
