import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accessEvents,
  bodyEvents,
  erasureEvents,
  intakeEvents,
  issueEvents,
  personEvents,
  policyEvents,
  unitEvents,
} from '@taizhang/contracts';
import type { EventDefinition, JsonObject, JsonValue, LedgerId } from '@taizhang/kernel';
import { startEmbedded, type Deployment } from '../deployments/deployment.js';
import { ScenarioDriver } from '../deployments/scenario-driver.js';
import { leavesOf } from '../slice/play-slice.js';
import { POWERS } from '../slice/powers.steps.js';
import { SLICE } from '../slice/slice.steps.js';
import type { Step } from '../slice/step.js';
import { foundInFiles, markOf } from './marks.js';

const CATALOGUES = [
  accessEvents,
  bodyEvents,
  erasureEvents,
  intakeEvents,
  issueEvents,
  personEvents,
  policyEvents,
  unitEvents,
];
const LEDGERS: readonly LedgerId[] = ['top', 'prov-sl', 'city-jc', 'wgx-0371'].flatMap(
  (bureau): readonly LedgerId[] => [`organization/${bureau}`, `issues/${bureau}`, `access/${bureau}`],
);

/**
 * Event types with sealed fields that the slice does not write, by the test that plants marks in them or in their like: all
 * withdrawals are one command of the kernel with one sealed field.
 */
const PLANTED_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'erasure-scene.ts': [
    'issues.IssueWithdrawn',
    'organization.DisclosureErasureRequested',
    'organization.ErasureRequested',
  ],
  'e2e/src/intake': [
    'issues.IntakeClosed',
    'issues.IntakeMessageAdded',
    'issues.IntakeReceived',
    'issues.IntakeReplied',
    'issues.IntakeTransferred',
    'access.IdentityOpened',
  ],
  'as issues.IssueWithdrawn': [
    'issues.AssignmentWithdrawn',
    'issues.ClassificationWithdrawn',
    'issues.DifficultyWithdrawn',
    'issues.EvidenceWithdrawn',
    'issues.MeasureCompletionWithdrawn',
    'issues.MeasureWithdrawn',
    'issues.ReplyWithdrawn',
    'issues.TriageWithdrawn',
    'organization.BodyFormationWithdrawn',
    'organization.BodyMembershipWithdrawn',
    'organization.PrincipalAppointmentWithdrawn',
    'organization.PrincipalChangeWithdrawn',
    'organization.PolicyAdoptionWithdrawn',
    'organization.RoleGrantWithdrawn',
  ],
  'what a decision rests on, as of appointments': ['organization.PolicyAdopted'],
  'reasons, as of the acts that they end': [
    'organization.BodyDissolved',
    'organization.RoleRevoked',
    'organization.UnitReparented',
  ],
};

const marks: string[] = [];
/** Free text is what is not made of the signs of ids, codes and dates: a mark of its own is put behind it. */
function marked(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member)]));
  if (typeof value !== 'string' || /^[\w./:-]*$/.test(value)) return value;
  const mark = markOf(100 + marks.length);
  marks.push(mark);
  return `${value}${mark}`;
}

const markedStep = (step: Step): Step => ({
  ...step,
  input: marked(step.input) as JsonObject, // an object stays one
  ...(step.material !== undefined && { material: String(marked(step.material)) }),
});

const sealedFields = ({ fields }: EventDefinition): boolean =>
  Object.values(fields).some(({ kind }) => kind === 'redactable' || kind === 'personal');

describe('text that people write, through every command of the slice', () => {
  let folder: string;
  let deployment: Deployment;
  let written: ReadonlySet<string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taizhang-entrances-'));
    deployment = await startEmbedded(folder, { TAIZHANG_LOG_LEVEL: 'trace' });
    const driver = new ScenarioDriver(deployment);
    for (const step of [...SLICE, ...POWERS]) {
      const { status, body } = await driver.give(markedStep(step));
      const outcome = status < 300 ? 'done' : body['code'];
      if (outcome !== (step.refused ?? 'done')) throw new Error(`${step.verb} ${step.id}: ${JSON.stringify(body)}`);
    }
    const leaves = Object.values(await leavesOf(driver, LEDGERS)).flat();
    written = new Set(leaves.map((line) => (JSON.parse(line) as { readonly type: string }).type)); // leaves are objects
  }, 180_000);
  afterAll(async () => {
    await deployment.stop();
    await rm(folder, { recursive: true });
  });

  it('rests nowhere in the clear: in no file, journal or log', async () => {
    expect(marks.length).toBeGreaterThan(30);
    const output = deployment.hosts.flatMap((host) => host.output).join('\n');
    expect(marks.filter((mark) => output.includes(mark))).toEqual([]);
    expect(await foundInFiles(folder, marks)).toEqual([]);
    await deployment.stop();
    expect(await foundInFiles(folder, marks)).toEqual([]);
  }, 120_000);

  it('is written by every event that has a sealed field, here or where this test says', () => {
    const sealed = CATALOGUES.flatMap(({ definitions }) => Object.values<EventDefinition>(definitions)).filter(
      sealedFields,
    );
    const unwritten = sealed.map(({ type }) => type).filter((type) => !written.has(type));
    expect(unwritten.sort()).toEqual(Object.values(PLANTED_ELSEWHERE).flat().sort());
  });
});
