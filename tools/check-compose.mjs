/**
 * Holds `docker-compose.yml` (or the file named as argument), alone and with each file that may be laid over it, against the
 * Compose schema, the configuration schema and the workspace, without Docker: `node tools/check-compose.mjs [file]`. Prints one
 * sentence for each objection.
 */
import './require-node.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { build, withDependencies } from './build.mjs';
import { composeObjections, overlaid } from './compose-rules.mjs';
import { finalStage } from './dockerfile.mjs';
import { ROOT, contextPrograms } from './packages.mjs';

/** Files that an operator may lay over it. */
const OVERLAYS = ['infra/docker/compose.oidc.yml'];

const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** Objections to the shape, by the published schema of the Compose specification. */
function shapeObjections(compose) {
  const schema = JSON.parse(read('infra/docker/compose-spec.schema.json'));
  // The schema says "uniqueItems" and unions of types, which Ajv's strict mode dislikes; its draft's formats we do not need.
  const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  if (validate(compose)) return [];
  return validate.errors.map(({ instancePath, message, params }) => {
    const what = params.additionalProperty ?? params.unevaluatedProperty;
    return `${instancePath || '/'} ${message}${what === undefined ? '' : `: ${what}`}.`;
  });
}

async function workspace() {
  await build(withDependencies('@taizhang/platform'));
  const { environmentSchema, readConfiguration } = await import('@taizhang/platform');
  return {
    variables: Object.keys(environmentSchema.shape),
    readConfiguration,
    image: finalStage(read('infra/docker/Dockerfile')),
    programs: contextPrograms(),
    caddyfile: read('infra/docker/Caddyfile'),
    exists: (path) => existsSync(join(ROOT, path)),
  };
}

const [file = join(ROOT, 'docker-compose.yml')] = process.argv.slice(2);
try {
  const compose = parse(readFileSync(file, 'utf8'), { merge: true });
  const variants = [compose, ...OVERLAYS.map((path) => overlaid(compose, parse(read(path), { merge: true })))];
  const shape = [...new Set(variants.flatMap(shapeObjections))];
  const known = shape.length > 0 ? undefined : await workspace();
  // A file of the wrong shape has no names to look at.
  const objections = known ? [...new Set(variants.flatMap((variant) => composeObjections(variant, known)))] : shape;
  for (const objection of objections) console.error(objection);
  if (objections.length === 0)
    console.log(`${Object.keys(compose.services).length} services: shape, variables and names hold.`);
  process.exitCode = objections.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
