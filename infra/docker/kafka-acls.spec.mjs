import { readFileSync } from 'node:fs';
import { aclsOf, CLEARANCES, commandOf, CONTEXTS, principalsOf } from './kafka-acls.mjs';

const analysts = Object.fromEntries(CLEARANCES.map((clearance) => [clearance, `User:c${clearance}`]));
const acls = aclsOf({ services: 'User:taizhang', analysts });
/** Topics that a principal may read, of these. */
const readable = (principal, topics) =>
  topics.filter((topic) =>
    acls.some(
      (rule) =>
        rule.principal === principal &&
        rule.resource === 'topic' &&
        rule.operations.includes('Read') &&
        (rule.pattern === 'prefixed' ? topic.startsWith(rule.name) : topic === rule.name),
    ),
  );
const TOPICS = CONTEXTS.flatMap((context) => [
  `taizhang.${context}.v1`,
  ...CLEARANCES.map((clearance) => `taizhang.${context}.c${clearance}.v1`),
]);

describe('rules of access to the broker', () => {
  it.each(CLEARANCES)(
    'let an analyst of clearance %i read the topics up to it, and those of services never',
    (clearance) => {
      const seen = CONTEXTS.flatMap((context) =>
        CLEARANCES.filter((one) => one <= clearance).map((one) => `taizhang.${context}.c${one}.v1`),
      );
      expect(readable(`User:c${clearance}`, TOPICS)).toEqual(seen);
    },
  );

  it('let services read and write all, and nobody else write', () => {
    expect(readable('User:taizhang', TOPICS)).toEqual(TOPICS);
    const writers = acls.filter(({ operations }) => operations.some((one) => !['Read', 'Describe'].includes(one)));
    expect(new Set(writers.map(({ principal }) => principal))).toEqual(new Set(['User:taizhang']));
  });

  it('know every context that the origin knows', () => {
    const origin = readFileSync(new URL('Caddyfile', import.meta.url), 'utf8');
    const served = [...origin.matchAll(/\/api\/streams\/(\S+)/g)].map(([, context]) => context);
    expect([...CONTEXTS].sort()).toEqual(served.sort());
  });

  it('are commands of the broker’s own tool, whatever a principal is called', () => {
    const [first] = aclsOf(principalsOf(['--services', "User:CN=it's us"]));
    expect(commandOf(first)).toBe(
      String.raw`$KAFKA_ACLS --add --allow-principal 'User:CN=it'\''s us' --operation Create --operation Describe --operation DescribeConfigs --operation Read --operation Write --topic 'taizhang.' --resource-pattern-type prefixed`,
    );
    expect(() => principalsOf(['--clearance-3', 'User:x'])).toThrow('--clearance-2');
    expect(() => principalsOf(['--services'])).toThrow('--services');
  });
});
