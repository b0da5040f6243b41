// Lints docs/openapi.json as Redocly and Spectral do. It uses no network.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import rulesets from '@stoplight/spectral-rulesets';
import { root } from './repository.mjs';

// OpenAPI 3.1 lets a bearer key have scopes; this rule knows them only for OAuth, as 3.0 did. Redocly checks the names of the keys.
const rules = { 'oas3-operation-security-defined': /** @type {const} */ ('off') };

const path = join(root, 'docs/openapi.json');
const source = readFileSync(path, 'utf8');

const complaints = [...(await redocly()), ...(await spectral())];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) {
  console.error(`docs/openapi.json: ${complaints.length} warnings`);
  process.exitCode = 1;
}

async function redocly() {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source, absoluteRef: path, config });
  return problems.map(
    ({ ruleId, message, location }) => `redocly ${ruleId} ${location[0]?.pointer ?? ''}: ${message}`
  );
}

async function spectral() {
  const linter = new spectralCore.Spectral();
  linter.setRuleset(/** @type {any} */ (new spectralCore.Ruleset({ extends: rulesets.oas, rules })));
  const results = await linter.run(new spectralCore.Document(source, parsers.Json, path));
  return results.map(({ code, message, path }) => `spectral ${code} ${path.join('/')}: ${message}`);
}
