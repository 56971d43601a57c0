import type { JsonObject } from '@taizhang/kernel';
import { unitEvents } from '@taizhang/contracts';
import { projection, view, type ViewDefinition } from '@taizhang/views-port';

/** A unit as other contexts need it: its place in the tree and its principal (一把手) now. */
export interface DirectoryUnit {
  readonly unit: string;
  readonly level: string;
  readonly parent: string | null;
  /** Its parents in time, oldest first: powers are judged by the business date. */
  readonly parents: readonly { readonly parent: string | null; readonly from: string }[];
  /** Its principals in time, oldest first. */
  readonly principals: readonly { readonly person: string; readonly acting: boolean; readonly from: string }[];
  readonly principal: string | null;
  readonly acting: boolean;
  /** Since when the principal is. */
  readonly principalFrom: string | null;
  /** Day from which it does not stand any more (撤并). */
  readonly endedOn: string | null;
  /** References of those that answer for its matters since; none where its parent does. */
  readonly successors: readonly string[];
}

/** Name of the view in every context that keeps one. */
export const UNIT_DIRECTORY = 'unit-directory';

type Row = DirectoryUnit & JsonObject;
const {
  UnitRegistered,
  UnitReparented,
  PrincipalAppointed,
  PrincipalChanged,
  PrincipalAppointmentWithdrawn,
  PrincipalChangeWithdrawn,
  UnitEnded,
  UnitEndWithdrawn,
} = unitEvents.definitions;

const keys = ({ unit }: { readonly unit: string }) => [unit];
/** Events of a unit follow its registration in its stream; before it there is nothing to change. */
const change = (doc: Row | null, patch: Partial<DirectoryUnit>): Row | null =>
  doc === null ? null : ({ ...doc, ...patch } as Row); // holds JSON only
const present = (principals: DirectoryUnit['principals']): Partial<DirectoryUnit> => {
  const last = principals.at(-1);
  const { person: principal = null, acting = false, from: principalFrom = null } = last ?? {};
  return { principals, principal, acting, principalFrom };
};
const succeed = (doc: Row | null, { person, acting, from }: DirectoryUnit['principals'][number]) =>
  change(doc, present([...(doc?.principals ?? []), { person, acting, from }]));
/** Only the last appointment is ever withdrawn. */
const withdraw = (doc: Row | null) => change(doc, present(doc?.principals.slice(0, -1) ?? []));
const STANDING = { endedOn: null, successors: [] } as const;

/** A context's own copy of the units and their principals, followed from `organization` (design §2). */
export function unitDirectoryView(context: string): ViewDefinition<Row> {
  return view<Row>({
    name: UNIT_DIRECTORY,
    version: 4,
    context,
    fields: { unit: 'keyword', level: 'keyword', parent: 'keyword', principal: 'keyword', successors: 'keywords' },
    on: {
      [UnitRegistered.type]: projection(UnitRegistered, {
        keys,
        project: (_doc: Row | null, { unit, level, parent, from }) => {
          const parents = [{ parent, from }];
          return { unit, level, parent, parents, ...present([]), ...STANDING } as Row; // holds JSON only
        },
      }),
      [UnitReparented.type]: projection(UnitReparented, {
        keys,
        project: (doc: Row | null, { parent, from }) =>
          change(doc, { parent, parents: [...(doc?.parents ?? []), { parent, from }] }),
      }),
      [PrincipalAppointed.type]: projection(PrincipalAppointed, { keys, project: succeed }),
      [PrincipalChanged.type]: projection(PrincipalChanged, { keys, project: succeed }),
      [PrincipalAppointmentWithdrawn.type]: projection(PrincipalAppointmentWithdrawn, { keys, project: withdraw }),
      [PrincipalChangeWithdrawn.type]: projection(PrincipalChangeWithdrawn, { keys, project: withdraw }),
      [UnitEnded.type]: projection(UnitEnded, {
        keys,
        project: (doc: Row | null, { on, successors }) =>
          change(doc, { endedOn: on, successors, principal: null, acting: false, principalFrom: null }),
      }),
      [UnitEndWithdrawn.type]: projection(UnitEndWithdrawn, {
        keys,
        project: (doc: Row | null) => change(doc, { ...present(doc?.principals ?? []), ...STANDING }),
      }),
    },
  });
}
