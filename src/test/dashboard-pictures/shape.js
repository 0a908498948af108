import Ajv from 'ajv';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

/** Data sources put what they need beside what the schema has. */
const OF_DATA_SOURCE = /^\/annotations\/list\/\d+$/;

/** The types that Grafana publishes for dashboards, as a JSON Schema: it publishes none itself. */
const TYPES = join(dirname(fileURLToPath(import.meta.resolve('@grafana/schema/package.json'))),
  'dist', 'types', 'raw', 'dashboard', 'x', 'types.gen.d.ts');

let validator;

/** Where a dashboard is not what Grafana's own types say, and what it should be there. */
export function shapeProblems(dashboard) {
  validator ??= new Ajv({ allErrors: true, strict: false }).compile(schema());
  validator(dashboard);
  return (validator.errors ?? [])
    .filter(({ keyword, instancePath }) => keyword !== 'anyOf'
      && !(keyword === 'additionalProperties' && OF_DATA_SOURCE.test(instancePath)))
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

function schema() {
  return createGenerator({ path: TYPES, type: 'Dashboard', skipTypeCheck: true, additionalProperties: false })
    .createSchema('Dashboard');
}
