import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { contextPrograms, ROOT } from '../../tools/packages.mjs';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });

/** What the script asks of a server. */
function made(services) {
  const roles = [];
  const users = [];
  const admin = { createRole: (role) => roles.push(role), createUser: (user) => users.push(user) };
  const process = { env: { MONGODB_SERVICES: services.join(','), MONGODB_PASSWORD: 'secret' } };
  runInNewContext(read('infra/docker/mongodb-users.js'), { process, db: { getSiblingDB: () => admin } });
  return { roles, users };
}

/** Collections of the event store, as its adapter declares them. */
const collections = [...read('libs/event-store/mongodb/src/commit.schema.ts').matchAll(/collection: '(\w+)'/g)].map(
  ([, name]) => name,
);

describe('users of MongoDB', () => {
  it('are one for each service, with a role of its own over its own databases', () => {
    const { roles, users } = made(['issues', 'organization']);
    expect(users.map(({ user, roles: held }) => [user, held])).toEqual([
      ['issues', ['taizhang-issues']],
      ['organization', ['taizhang-organization']],
    ]);
    for (const { role, privileges, roles: inherited } of roles) {
      const service = role.replace('taizhang-', '');
      const databases = [...privileges.map(({ resource }) => resource.db), ...inherited.map(({ db }) => db)];
      expect([...new Set(databases)].sort()).toEqual([service, `${service}-events`, `${service}-keys`]);
    }
  });

  it('add to ledgers and never change them', () => {
    const [{ privileges, roles }] = made(['issues']).roles;
    const actionsOn = (name) => privileges.find(({ resource }) => resource.collection === name)?.actions ?? [];
    expect(privileges.map(({ resource }) => resource.collection).sort()).toEqual([...collections].sort());
    for (const forbidden of [
      'update',
      'remove',
      'dropCollection',
      'dropIndex',
      'renameCollectionSameDB',
      'bypassDocumentValidation',
    ])
      expect(actionsOn('ledger_commits')).not.toContain(forbidden);
    expect(actionsOn('ledger_commits')).toEqual(expect.arrayContaining(['find', 'insert']));
    expect(privileges.flatMap(({ actions }) => actions)).not.toContain('dropCollection');
    expect(roles.map(({ db }) => db)).not.toContain('issues-events');
  });

  it('are those that the services of docker-compose.yml sign in as', () => {
    const services = compose.services.mongodb.environment.MONGODB_SERVICES.split(',');
    expect([...services].sort()).toEqual([...contextPrograms()].sort());
    for (const service of services) {
      const url = compose.services[service].environment.TAIZHANG_MONGODB_URL;
      expect(url).toMatch(
        new RegExp(`^mongodb://${service}:\\$\\{MONGODB_PASSWORD[^}]*\\}@mongodb:27017/${service}\\?`),
      );
      expect(url).toContain('authSource=admin');
    }
    expect(compose.services.mongodb.volumes).toContain(
      './infra/docker/mongodb-users.js:/docker-entrypoint-initdb.d/mongodb-users.js:ro',
    );
  });
});
