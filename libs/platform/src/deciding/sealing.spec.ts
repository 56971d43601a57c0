import {
  derivedEntropy,
  event,
  events,
  fieldTree,
  id,
  personal,
  redactable,
  systemEntropy,
  text,
  type JsonObject,
  type StreamId,
} from '@taizhang/kernel';
import type { SubjectKey } from '@taizhang/keys-port';
import { disclosureDigest, openData, openEnvelope, parseDisclosure, sealedDigests } from '@taizhang/ledger';
import { z } from 'zod';
import { classesOf, CommitSealing, LATE_REASON_LEVEL, type SealingPlace } from './sealing.js';

const schema = z.strictObject({
  code: id(),
  story: redactable(2, text()),
  writer: id(),
  by: personal(3, text().nullable(), 'writer'),
  place: z.strictObject({ area: id(), room: redactable(1, text()) }),
  steps: z.array(z.strictObject({ step: id(), note: redactable(1, text()) })),
});
const letters = events('samples', { LetterCame: event({ version: 3, clr: 2, clauses: [], schema }) });
const letter = letters.LetterCame({
  code: 'c-1',
  story: '群众来信',
  writer: 'b-1.P-1',
  by: '张三',
  place: { area: '410100', room: '二楼' },
  steps: [{ step: 's-1', note: '受理' }],
});
const definitionOf = (type: string) => (type === 'samples.LetterCame' ? letters.definitions.LetterCame : undefined);
const STREAM: StreamId = 'letter/1';
const reserved = { reliedOn: { consulted: [], depth: 0 } };
const late = { ...reserved, late: { effectiveOn: '2014-07-01', reason: '出差' } };
const LOG = 'x/samples/b-1';
const subjects = new Map<string, SubjectKey>();
/** A key per subject, always the same. */
const subjectKey = (_ledger: string, subject: string): Promise<SubjectKey> => {
  const n = subjects.size + 1;
  const key = subjects.get(subject) ?? { kid: `k1_${String(n).padStart(22, 'A')}`, key: new Uint8Array(32).fill(n) };
  subjects.set(subject, key);
  return Promise.resolve(key);
};
const derived: SealingPlace = {
  entropy: derivedEntropy('s'),
  ledger: 'samples/b-1',
  log: LOG,
  commit: 'c',
  clock: { now: () => '2014-07-01T00:00:00.000Z' },
  keys: { subjectKey },
  definitionOf,
};

async function sealed(members: JsonObject = reserved, place = derived, count = 1) {
  const placed = Array.from({ length: count }, () => ({ stream: STREAM, event: letter }));
  const { events: proposed, disclosures } = await new CommitSealing(place).seal(placed, members);
  return { proposed, disclosures, byDigest: new Map(disclosures.map((one) => [one.digest, one.disclosure])) };
}

describe('sealing what was decided', () => {
  it('makes salted disclosures of redactable and personal fields, at every depth', () => {
    expect(classesOf(fieldTree(schema))).toEqual({
      code: { kind: 'open' },
      story: { kind: 'redactable', level: 2 },
      writer: { kind: 'open' },
      by: { kind: 'personal+redactable', level: 3, subject: { field: 'writer', unique: 'deployment' } },
      place: { kind: 'object', fields: { area: { kind: 'open' }, room: { kind: 'redactable', level: 1 } } },
      steps: { kind: 'array', items: { step: { kind: 'open' }, note: { kind: 'redactable', level: 1 } } },
    });
  });

  it('leaves only open fields in the event, and gives every value back to who may read it', async () => {
    const { proposed, byDigest } = await sealed();
    const data = proposed[0]?.data ?? {};
    for (const value of ['群众来信', '张三', '二楼', '受理']) expect(JSON.stringify(data)).not.toContain(value);
    expect(proposed[0]).toMatchObject({ stream: 'letter/1', type: 'samples.LetterCame', schema: 3, clr: 2 });
    const opened = openData(data, byDigest, 3).data;
    expect(opened).toEqual({ ...letter.data, by: { _enc: expect.any(Object) }, ...reserved });
    expect(openData(data, byDigest, 0).data).toEqual({
      code: 'c-1',
      writer: 'b-1.P-1',
      place: { area: '410100' },
      steps: [{ step: 's-1' }],
      ...reserved,
    });
  });

  it('adds the reserved members; the reason of a late act is sealed', async () => {
    const { proposed, byDigest } = await sealed(late);
    const data = proposed[0]?.data ?? {};
    expect(JSON.stringify(data)).not.toContain('出差');
    expect(sealedDigests(data)).toContainEqual(
      expect.objectContaining({ level: LATE_REASON_LEVEL, pointer: '/data/late' }),
    );
    expect(openData(data, byDigest, LATE_REASON_LEVEL).data['late']).toEqual(late.late);
  });

  it('puts a personal value into an envelope for its subject, bound to event and place', async () => {
    const { proposed, disclosures } = await sealed();
    const [personalOne, ...others] = disclosures.filter((one) => one.personal !== undefined);
    expect(others).toEqual([]);
    const { disclosure = '', digest, personal: place } = personalOne ?? {};
    expect(digest).toBe(disclosureDigest(disclosure));
    expect(place).toMatchObject({ event: proposed[0]?.id, pointer: '/data/by' });
    const { kid, key } = await subjectKey('', 'b-1.P-1');
    expect(place?.kid).toBe(kid);
    const at = { log: LOG, event: place?.event ?? '', pointer: '/data/by' };
    expect(openEnvelope(parseDisclosure(disclosure).value, key, at)).toBe('张三');
  });

  it('names somebody who is no person of the deployment by ledger, stream and name', async () => {
    const notes = events('samples', {
      NoteCame: event({
        version: 1,
        clr: 1,
        clauses: [],
        schema: z.strictObject({ origin: id(), from: personal(2, text(), { field: 'origin', unique: 'stream' }) }),
      }),
    });
    const place = { ...derived, definitionOf: () => notes.definitions.NoteCame };
    await new CommitSealing(place).seal(
      [{ stream: STREAM, event: notes.NoteCame({ origin: 'o-1', from: '李四' }) }],
      {},
    );
    expect(subjects.has('samples/b-1/letter/1#o-1')).toBe(true);
  });

  it('makes no envelope, and asks for no key, where there is no value', async () => {
    const asked: string[] = [];
    const keys = { subjectKey: (_: string, subject: string) => (asked.push(subject), subjectKey(_, subject)) };
    const event = { ...letter, data: { ...letter.data, by: null } };
    const { disclosures } = await new CommitSealing({ ...derived, keys }).seal([{ stream: STREAM, event }], reserved);
    expect(disclosures.filter((one) => one.personal !== undefined)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('keeps ids, and the seals of what is decided alike again, through lost races', async () => {
    const sealing = new CommitSealing({ ...derived, entropy: systemEntropy });
    const placed = [
      { stream: STREAM, event: letter },
      { stream: STREAM, event: letter },
    ];
    const first = await sealing.seal(placed, reserved);
    expect(await sealing.seal(placed, reserved)).toEqual(first);
    const changed = { ...letter, data: { ...letter.data, code: 'c-2' } };
    const second = await sealing.seal(
      [
        { stream: STREAM, event: letter },
        { stream: STREAM, event: changed },
      ],
      reserved,
    );
    expect(second.events.map(({ id: one }) => one)).toEqual(first.events.map(({ id: one }) => one));
    expect(second.events[0]).toEqual(first.events[0]);
    expect(second.events[1]?.data['_sd']).not.toEqual(first.events[1]?.data['_sd']);
  });

  it('seals alike in a retry under the manual clock, and never twice alike by itself', async () => {
    expect((await sealed()).proposed).toEqual((await sealed()).proposed);
    const drawn = { ...derived, entropy: systemEntropy };
    expect((await sealed(reserved, drawn)).proposed).not.toEqual((await sealed(reserved, drawn)).proposed);
  });

  it('salts every place of a commit differently, so that equal values do not show', async () => {
    const { disclosures } = await sealed(late, derived, 3);
    expect(new Set(disclosures.map(({ digest }) => digest)).size).toBe(disclosures.length);
  });

  it('leaves out what a decider left undefined', async () => {
    const event = { ...letter, data: { ...letter.data, code: undefined } };
    // as: deciders copy optional members, which may then be undefined
    const placed = [{ stream: STREAM, event: event as unknown as typeof letter }];
    const [proposed] = (await new CommitSealing(derived).seal(placed, reserved)).events;
    expect(proposed?.data).not.toHaveProperty('code');
  });

  it('seals nothing of a type that nobody declared', async () => {
    const placed = [{ stream: STREAM, event: { ...letter, type: 'samples.Unheard' } }];
    await expect(new CommitSealing(derived).seal(placed, reserved)).rejects.toThrow('samples.Unheard');
  });

  it('lets nothing through that has no class', async () => {
    const placed = [{ stream: STREAM, event: { ...letter, data: { ...letter.data, remark: '闲话' } } }];
    await expect(new CommitSealing(derived).seal(placed, reserved)).rejects.toThrow('class');
  });
});
