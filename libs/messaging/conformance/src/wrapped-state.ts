import type { FollowerState } from '@taizhang/messaging-port';

/** A follower state whose calls pass through `before`, which may hold them up or let them fail. */
export function withCalls(
  state: FollowerState,
  before: (call: keyof FollowerState) => Promise<void> | void,
): FollowerState {
  return new Proxy(state, {
    get: (target, name: keyof FollowerState): unknown => {
      const member = target[name];
      if (name === 'marks') return member.bind(target);
      return async (...args: unknown[]): Promise<unknown> => {
        await before(name);
        return Reflect.apply(member, target, args);
      };
    },
  });
}
