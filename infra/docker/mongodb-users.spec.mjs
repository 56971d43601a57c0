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
  const process = {
    env: {
      MONGODB_SERVICES: services.join(','),
      MONGODB_PASSWORD: 'secret',
      MONGODB_IDENTITY_DATABASE: 'accounts',
      MONGODB_IDENTITY_KEEPER: 'organization',
    },
  };
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
      expect([...new Set(databases)].sort()).toEqual(
        ['accounts', service, `${service}-events`, `${service}-keys`].sort(),
      );
    }
  });

  it('add to ledgers and never change them', () => {
    const [{ privileges: all, roles }] = made(['issues']).roles;
    const privileges = all.filter(({ resource }) => resource.db === 'issues-events');
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

  it('read the accounts of the deployment, which one of them changes', () => {
    const [keeper, other] = made(['organization', 'issues']).roles;
    const toAccounts = ({ privileges, roles }) => ({
      actions: privileges.filter(({ resource }) => resource.db === 'accounts').flatMap(({ actions }) => actions),
      roles: roles.filter(({ db }) => db === 'accounts').map(({ role }) => role),
    });
    expect(toAccounts(keeper)).toEqual({ actions: [], roles: ['readWrite'] });
    expect(toAccounts(other).roles).toEqual([]);
    expect(toAccounts(other).actions).toContain('find');
    for (const forbidden of ['insert', 'update', 'remove', 'dropCollection', 'dropIndex'])
      expect(toAccounts(other).actions).not.toContain(forbidden);
    expect(other.privileges.find(({ resource }) => resource.db === 'accounts').resource.collection).toBe(
      /collection: '(\w+)'/.exec(read('libs/identity/mongodb/src/mongodb-identity-rows.ts'))[1],
    );
  });

  it('keep accounts in the database and by the service that docker-compose.yml says', () => {
    const { MONGODB_IDENTITY_DATABASE: database, MONGODB_IDENTITY_KEEPER: keeper } =
      compose.services.mongodb.environment;
    expect(contextPrograms()[keeper]).toBe('organization');
    for (const service of compose.services.mongodb.environment.MONGODB_SERVICES.split(','))
      expect(compose.services[service].environment.TAIZHANG_IDENTITY_DATABASE).toBe(database);
  });

  it('are those that the services of docker-compose.yml sign in as', () => {
    const services = compose.services.mongodb.environment.MONGODB_SERVICES.split(',');
    expect([...services].sort()).toEqual(Object.keys(contextPrograms()).sort());
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
