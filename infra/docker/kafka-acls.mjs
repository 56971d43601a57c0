/**
 * Prints the rules of access (ACLs) of a broker that analysts reach, as commands of Kafka's own tool:
 *   node infra/docker/kafka-acls.mjs --services User:taizhang --clearance-0 User:a --clearance-1 User:b --clearance-2 User:c | sh
 * `KAFKA_ACLS` is the tool with its connection (`kafka-acls.sh --bootstrap-server … --command-config …`). The broker must have an
 * authoriser (`authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer`) and
 * `allow.everyone.if.no.acl.found=false`, so that what no rule allows is denied (design §7).
 */
import { pathToFileURL } from 'node:url';

/** Contexts that have topics. */
export const CONTEXTS = ['organization', 'issues', 'evaluation', 'campaigns', 'rules', 'access'];
/** Clearances that have topics of their own. */
export const CLEARANCES = [0, 1, 2];
/** First part of every topic's name. */
const PREFIX = 'taizhang.';
/** First part of the names of analysts' consumer groups, one for each clearance. */
export const groupPrefixOf = (clearance) => `analysts-c${clearance}.`;

/**
 * Who may do what, rule by rule. Services own all that begins with `taizhang.`, and their groups. An analyst reads the topics
 * up to his clearance and commits the offsets of his own groups; neither the topics of services nor any writing is his.
 * @param {{ services: string, analysts: Readonly<Record<number, string>> }} principals
 * @returns {readonly { principal: string, operations: readonly string[], resource: string, name: string, pattern: string }[]}
 */
export function aclsOf({ services, analysts }) {
  const rule = (principal, operations, resource, name, pattern) => ({ principal, operations, resource, name, pattern });
  const ours = [
    rule(services, ['Create', 'Describe', 'DescribeConfigs', 'Read', 'Write'], 'topic', PREFIX, 'prefixed'),
    rule(services, ['Read', 'Describe'], 'group', '*', 'literal'),
    rule(services, ['IdempotentWrite'], 'cluster', 'kafka-cluster', 'literal'),
  ];
  const theirs = Object.entries(analysts).flatMap(([clearance, principal]) => [
    ...CLEARANCES.filter((seen) => seen <= Number(clearance)).flatMap((seen) =>
      CONTEXTS.map((context) =>
        rule(principal, ['Read', 'Describe'], 'topic', `${PREFIX}${context}.c${seen}.v1`, 'literal'),
      ),
    ),
    rule(principal, ['Read', 'Describe'], 'group', groupPrefixOf(clearance), 'prefixed'),
  ]);
  return [...ours, ...theirs];
}

/** A rule as a command. @param {ReturnType<typeof aclsOf>[number]} rule */
export function commandOf({ principal, operations, resource, name, pattern }) {
  const named =
    resource === 'cluster' ? ['--cluster'] : [`--${resource}`, quoted(name), '--resource-pattern-type', pattern];
  const each = operations.flatMap((operation) => ['--operation', operation]);
  return ['$KAFKA_ACLS', '--add', '--allow-principal', quoted(principal), ...each, ...named].join(' ');
}

const quoted = (word) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** @param {readonly string[]} words of the command line */
export function principalsOf(words) {
  const given = new Map();
  for (let at = 0; at < words.length; at += 2) given.set(words[at], words[at + 1]);
  const unknown = [...given.keys()].find((name) => !/^--(services|clearance-[012])$/.test(name));
  if (unknown !== undefined || [...given.values()].some((value) => !/^\w+:./.test(value ?? '')))
    throw new Error('Say --services User:…, and --clearance-0, --clearance-1, --clearance-2 for those who analyse.');
  const analysts = Object.fromEntries(
    CLEARANCES.filter((clearance) => given.has(`--clearance-${clearance}`)).map((clearance) => [
      clearance,
      given.get(`--clearance-${clearance}`),
    ]),
  );
  return { services: given.get('--services') ?? 'User:taizhang', analysts };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const words = process.argv.slice(2);
    const usual = CLEARANCES.flatMap((clearance) => [`--clearance-${clearance}`, `User:analysts-c${clearance}`]);
    for (const rule of aclsOf(principalsOf(words.length === 0 ? usual : words))) console.log(commandOf(rule));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
