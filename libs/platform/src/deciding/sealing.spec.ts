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
  type StreamId,
} from '@taizhang/kernel';
import { openData, sealedDigests } from '@taizhang/ledger';
import { z } from 'zod';
import { classesOf, LATE_REASON_LEVEL, sealEvents, type SealingPlace } from './sealing.js';

const schema = z.strictObject({
  code: id(),
  story: redactable(2, text()),
  by: personal(3, text().nullable()),
  place: z.strictObject({ area: id(), room: redactable(1, text()) }),
  steps: z.array(z.strictObject({ step: id(), note: redactable(1, text()) })),
});
const letters = events('samples', { LetterCame: event({ version: 3, clr: 2, clauses: [], schema }) });
const letter = letters.LetterCame({
  code: 'c-1',
  story: '群众来信',
  by: '张三',
  place: { area: '410100', room: '二楼' },
  steps: [{ step: 's-1', note: '受理' }],
});
const definitionOf = (type: string) => (type === 'samples.LetterCame' ? letters.definitions.LetterCame : undefined);
const STREAM: StreamId = 'letter/1';
const reserved = { reliedOn: { consulted: [], depth: 0 } };
const late = { ...reserved, late: { effectiveOn: '2014-07-01', reason: '出差' } };
const derived: SealingPlace = { entropy: derivedEntropy('s'), log: 'x/samples/b-1', commit: 'c' };

function sealed(members = reserved, place = derived, count = 1) {
  const placed = Array.from({ length: count }, () => ({ stream: STREAM, event: letter }));
  const { events: proposed, disclosures } = sealEvents(placed, members, definitionOf, place);
  return {
    proposed,
    disclosures,
    byDigest: new Map(disclosures.map(({ digest, disclosure }) => [digest, disclosure])),
  };
}

describe('sealing what was decided', () => {
  it('makes salted disclosures of redactable and personal fields, at every depth', () => {
    expect(classesOf(fieldTree(schema))).toEqual({
      code: { kind: 'open' },
      story: { kind: 'redactable', level: 2 },
      by: { kind: 'redactable', level: 3 },
      place: { kind: 'object', fields: { area: { kind: 'open' }, room: { kind: 'redactable', level: 1 } } },
      steps: { kind: 'array', items: { step: { kind: 'open' }, note: { kind: 'redactable', level: 1 } } },
    });
  });

  it('leaves only open fields in the event, and gives every value back to who may read it', () => {
    const { proposed, byDigest } = sealed();
    const data = proposed[0]?.data ?? {};
    for (const value of ['群众来信', '张三', '二楼', '受理']) expect(JSON.stringify(data)).not.toContain(value);
    expect(proposed[0]).toMatchObject({ stream: 'letter/1', type: 'samples.LetterCame', schema: 3, clr: 2 });
    expect(openData(data, byDigest, 3).data).toEqual({ ...letter.data, ...reserved });
    expect(openData(data, byDigest, 0).data).toEqual({
      code: 'c-1',
      place: { area: '410100' },
      steps: [{ step: 's-1' }],
      ...reserved,
    });
  });

  it('adds the reserved members; the reason of a late act is sealed', () => {
    const { proposed, byDigest } = sealed(late);
    const data = proposed[0]?.data ?? {};
    expect(JSON.stringify(data)).not.toContain('出差');
    expect(sealedDigests(data)).toContainEqual(
      expect.objectContaining({ level: LATE_REASON_LEVEL, pointer: '/data/late' }),
    );
    expect(openData(data, byDigest, LATE_REASON_LEVEL).data['late']).toEqual(late.late);
  });

  it('seals alike in a retry under the manual clock, and never twice alike by itself', () => {
    expect(sealed().proposed).toEqual(sealed().proposed);
    const drawn = { ...derived, entropy: systemEntropy };
    expect(sealed(reserved, drawn).proposed).not.toEqual(sealed(reserved, drawn).proposed);
  });

  it('salts every place of a commit differently, so that equal values do not show', () => {
    const { disclosures } = sealed(late, derived, 3);
    expect(new Set(disclosures.map(({ digest }) => digest)).size).toBe(disclosures.length);
  });

  it('leaves out what a decider left undefined', () => {
    const event = { ...letter, data: { ...letter.data, code: undefined } };
    // as: deciders copy optional members, which may then be undefined
    const placed = [{ stream: STREAM, event: event as unknown as typeof letter }];
    const [proposed] = sealEvents(placed, reserved, definitionOf, derived).events;
    expect(proposed?.data).not.toHaveProperty('code');
  });

  it('seals nothing of a type that nobody declared', () => {
    const placed = [{ stream: STREAM, event: { ...letter, type: 'samples.Unheard' } }];
    expect(() => sealEvents(placed, reserved, definitionOf, derived)).toThrow('samples.Unheard');
  });

  it('lets nothing through that has no class', () => {
    const placed = [{ stream: STREAM, event: { ...letter, data: { ...letter.data, remark: '闲话' } } }];
    expect(() => sealEvents(placed, reserved, definitionOf, derived)).toThrow('class');
  });
});
