import type { JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import type { ScenarioDriver } from '../deployments/scenario-driver.js';
import type { Step } from '../slice/step.js';
import { markOf } from './marks.js';

/** Marks are numbered from here: others have the numbers before. */
const FIRST_MARK = 100;

/** Gives commands whose every text carries a mark of its own, and remembers which field of which event a mark went to. */
export class Planter {
  readonly marks: string[] = [];
  /** `<event type>.<field>`: an event of this type was written by a command with a mark in a member of this name. */
  readonly planted = new Set<string>();

  constructor(private readonly driver: ScenarioDriver) {}

  /** A text with a new mark behind it. */
  mark(text: string): string {
    const mark = markOf(FIRST_MARK + this.marks.length);
    this.marks.push(mark);
    return `${text}${mark}`;
  }

  /** @returns ids of the events that it wrote, by type @throws where it comes out otherwise than the step says */
  async give(step: Step): Promise<Readonly<Record<string, string>>> {
    const names = new Set<string>();
    const { status, body } = await this.driver.give({
      ...step,
      input: this.#marked(step.input, names) as JsonObject, // an object stays one
      ...(step.material !== undefined && { material: this.mark(step.material) }),
    });
    const outcome = status < 300 ? 'done' : body['code'];
    if (outcome !== (step.refused ?? 'done')) throw new Error(`${step.verb} ${step.id}: ${JSON.stringify(body)}`);
    const events = status < 300 ? (body['events'] as readonly { readonly id: string; readonly type: string }[]) : []; // a command's answer
    for (const { type } of events) for (const name of names) this.planted.add(`${type}.${name}`);
    return Object.fromEntries(events.map(({ type, id }) => [type, id]));
  }

  /** Id of the last event of a type in a ledger: one that nobody's command wrote, but a policy's or a deadline's. */
  async lastEvent(ledger: LedgerId, type: string): Promise<string> {
    const leaves = (await this.driver.leaves(ledger)).map((leaf) => JSON.parse(leaf) as JsonObject); // leaves are objects
    const last = leaves.findLast((leaf) => leaf['type'] === type);
    if (last === undefined) throw new Error(`${ledger} has no ${type}`);
    return String(last['id']);
  }

  /** Says of what is planted otherwise than by a command where it went. */
  plantedIn(type: string, ...fields: readonly string[]): void {
    for (const field of fields) this.planted.add(`${type}.${field}`);
  }

  /** Free text is what is not made of the signs of ids, codes and dates. */
  #marked(value: JsonValue, names: Set<string>, name = ''): JsonValue {
    if (Array.isArray(value)) return value.map((item) => this.#marked(item, names, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([member, inner]) => [member, this.#marked(inner, names, member)]),
      );
    if (typeof value !== 'string' || /^[\w./:-]*$/.test(value)) return value;
    names.add(name);
    return this.mark(value);
  }
}
