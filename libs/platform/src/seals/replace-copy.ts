import { systemClock } from '@taizhang/kernel';
import type { FollowerState } from '@taizhang/messaging-port';
import { consumerOf, sameVersion, type ViewShape, type ViewStorage } from '@taizhang/views-port';

const VIEW = /^view:(.+)\.v\d+(?:\.g\d+)?$/;

/**
 * Lets a consumer begin anew: its marks are forgotten. A view's copy is replaced by an empty one first, since its documents know
 * events that are not in the ledger. May be cut off and done again.
 */
export async function replaceCopy(
  consumer: string,
  { state, views }: { readonly state: Pick<FollowerState, 'forgetMarks'>; readonly views: ViewStorage },
): Promise<void> {
  const name = VIEW.exec(consumer)?.[1];
  const registry = name === undefined ? undefined : await views.registry(name);
  const copy = registry?.versions.find(({ shape }) => consumerOf(shape.name, shape) === consumer);
  if (registry !== undefined && copy !== undefined && !copy.dropped) {
    const { shape } = copy;
    if (registry.active !== undefined && sameVersion(registry.active, shape)) {
      const taken = registry.versions.map((one) => one.shape).filter(({ version }) => version === shape.version);
      const fresh: ViewShape = { ...shape, generation: Math.max(...taken.map(({ generation }) => generation)) + 1 };
      await views.ensure(fresh);
      await state.forgetMarks(consumerOf(fresh.name, fresh));
      await views.markPrepared(fresh.name, fresh);
      await views.activate(fresh.name, fresh, registry.active, systemClock.now());
    }
    await views.drop(shape.name, shape);
  }
  await state.forgetMarks(consumer);
}
