/* global db -- what mongosh gives a script */
/**
 * Makes the users of the services, once, when MongoDB first starts on an empty volume (its image runs what lies in
 * `/docker-entrypoint-initdb.d`). Each service knows its own three databases: views and followers in `<service>`, keys in
 * `<service>-keys`, ledgers in `<service>-events`. There it may add commits and read them: the role knows neither `update` nor
 * `remove` on them, so that whoever takes over a service rewrites nothing (design §4). The accounts of the deployment all read
 * and one writes: whoever takes over another gives nobody an account or a session.
 */
const admin = db.getSiblingDB('admin');

/** What a service may do in its database of ledgers, by collection. Drops are nobody's. */
const LEDGER_ACTIONS = {
  ledger_commits: ['find', 'insert'],
  ledger_heads: ['find', 'insert', 'update'],
  ledger_disclosures: ['find', 'insert', 'remove'],
  store_format: ['find', 'insert'],
};
/** What making a collection and its indices takes, at the first start of a service. */
const MAKING_ACTIONS = ['createCollection', 'createIndex', 'listIndexes'];

/** The identity database: of one collection, which only its keeper changes. */
const { MONGODB_IDENTITY_DATABASE: identity, MONGODB_IDENTITY_KEEPER: keeper } = process.env;
const LOOKING_UP = { resource: { db: identity, collection: 'identity' }, actions: ['find', ...MAKING_ACTIONS] };

for (const service of process.env.MONGODB_SERVICES.split(',')) {
  const role = `taizhang-${service}`;
  admin.createRole({
    role,
    privileges: [
      ...Object.entries(LEDGER_ACTIONS).map(([collection, actions]) => ({
        resource: { db: `${service}-events`, collection },
        actions: [...actions, ...MAKING_ACTIONS],
      })),
      ...(service === keeper ? [] : [LOOKING_UP]),
    ],
    roles: [
      { role: 'readWrite', db: service },
      { role: 'readWrite', db: `${service}-keys` },
      ...(service === keeper ? [{ role: 'readWrite', db: identity }] : []),
    ],
  });
  admin.createUser({ user: service, pwd: process.env.MONGODB_PASSWORD, roles: [role] });
}
