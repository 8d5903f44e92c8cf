/** The contract as other programs take it: a linter, a generator of types, and a client that reads a house with them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import createClient, { type Client } from 'openapi-fetch';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import * as v from 'valibot';
import { answerKey, ANSWERED } from '../../src/http/contract/answers.ts';
import { openApi } from '../../src/http/openapi.ts';
import { createTestApp } from '../support/app.ts';
import { createContractCheck, readContract, type Contract } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

/** What of the linter's recommended rules means nothing here, and why. */
const RULES = {
  // A path without braces goes before one with them: as OpenAPI itself has it, and the router does.
  'no-ambiguous-paths': 'off',
} as const;

let contract: Contract;
before(async () => {
  contract = await readContract();
});

const operations = () =>
  Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path}`,
      responses: Object.entries(operation.responses),
    })),
  );

describe('the contract', () => {
  it('has for each operation what it answers where it goes well', () => {
    const isUnsaid = (response: object) => {
      const { content = {} } = response as { content?: Record<string, { schema?: object }> };
      const all = Object.values(content);
      return all.length === 0 || all.some(({ schema }) => schema === undefined);
    };
    const wrong = operations().filter(({ responses }) => {
      const well = responses.filter(([status]) => status.startsWith('2'));
      return well.length === 0 || well.some(([, response]) => isUnsaid(response));
    });
    assert.deepEqual(wrong, []);
    assert.ok(operations().length >= 124, `${operations().length} operations`);
  });

  it('has for each operation the errors that it can answer, each with its schema', () => {
    const wrong = operations().filter(({ responses }) => {
      const ill = responses.filter(([status]) => /^[45]/.test(status));
      const named = ill.filter(([, response]) => '$ref' in response);
      // As `/ready` has one that is no error.
      return !named.some(([status]) => status === '400') || ill.length - named.length > 1;
    });
    assert.deepEqual(wrong, []);
    for (const [name, { content }] of Object.entries(contract.components.responses))
      assert.ok(content?.['application/json']?.schema, name);
    const statusesOf = (key: string) =>
      operations()
        .find((one) => one.key === key)
        ?.responses.map(([status]) => Number(status))
        .sort((a, b) => a - b);
    assert.deepEqual(statusesOf('GET /health'), [200, 400, 431, 500]);
    assert.deepEqual(
      statusesOf('POST /api/zones/{zoneId}/command'),
      [200, 400, 401, 403, 404, 413, 415, 421, 429, 431, 500, 507],
    );
  });

  it('has an answer for each route, and for no other', () => {
    const keys = new Set(createTestApp().routes.map(answerKey));
    assert.deepEqual(
      ANSWERED.filter((key) => !keys.has(key)),
      [],
    );
  });

  it('is broken by a member that it does not know, by one that lacks, and by another value', () => {
    const check = createContractCheck(contract);
    const ready = { method: 'GET', target: '/ready', status: 200, contentType: 'application/json' };
    const faultsOf = (value: object) => check.faults({ ...ready, text: JSON.stringify(value) });
    assert.deepEqual(faultsOf({ status: 'ready' }), []);
    assert.match(faultsOf({ status: 'ready', more: 1 }).join(), /additional.*"more"/);
    assert.match(faultsOf({}).join(), /required/);
    assert.match(faultsOf({ status: 'starting' }).join(), /ready/);
    assert.match(check.faults({ ...ready, status: 418, text: '' }).join(), /418 is not described/);
  });

  it('has no fault and no warning of the linter that others use', async () => {
    const config = await createConfig({ extends: ['recommended'], rules: RULES });
    const source = JSON.stringify(contract);
    const problems = await lintFromString({ source, absoluteRef: '/openapi.json', config });
    assert.deepEqual(
      problems.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`),
      [],
    );
  });
});

/** As somebody would write it who has but the contract. */
const PROGRAM = `
import type { Client } from 'openapi-fetch';
import type { components, paths } from './hub.ts';

type Zone = components['schemas']['Zone'];
type Message = components['schemas']['StreamMessage'];

export function nameOf(message: Message): string | undefined {
  return message.event === 'zone' ? message.data.friendlyName : undefined;
}

export async function readHouse(hub: Client<paths>) {
  const zones = await hub.GET('/api/zones');
  if (zones.error !== undefined) throw new Error(zones.error.error);
  const rooms: Zone[] = zones.data.zones;
  const one = await hub.GET('/api/zones/{zoneId}', { params: { path: { zoneId: 'living' } } });
  const units = await hub.GET('/api/fcus');
  const mode: 'heat' | 'cool' | 'idle' | 'inhibit' | undefined = units.data?.fcus[0]?.mode;
  const command = { params: { path: { zoneId: 'bath' } }, body: { tempHeatSetC: 22.5 } };
  const applied = await hub.POST('/api/zones/{zoneId}/command', command);
  const setC: number | undefined = applied.data?.command.temp_heat_set_c;
  const missing = await hub.GET('/api/zones/{zoneId}', { params: { path: { zoneId: 'none' } } });
  return {
    names: rooms.map(({ friendlyName }) => friendlyName),
    tempC: one.data?.zone.tempC,
    mode,
    setC,
    missing: missing.error,
  };
}
`;
/** Each does not compile: a path, a member, a value and a body that there are not. */
const WRONG = [
  "await hub.GET('/api/rooms');",
  "const { data } = await hub.GET('/api/zones'); data?.zones[0]?.tempF;",
  "const { data } = await hub.GET('/api/system'); if (data?.mode === 'party') throw new Error();",
  "await hub.POST('/api/zones/{zoneId}/command', { params: { path: { zoneId: 'a' } }, body: { tempHeatSetC: 'warm' } });",
];

/** Compiled as if they lay beside this file: the packages of a client are those of the tests. */
function compile(files: Readonly<Record<string, string>>) {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    // Which have fetch and what goes with it.
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  };
  const at = (name: string) => join(import.meta.dirname, name);
  const texts = new Map(Object.entries(files).map(([name, text]) => [at(name), text]));
  const host = ts.createCompilerHost(options);
  const withTexts: ts.CompilerHost = {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile(path, ...more) {
      const text = texts.get(path);
      if (text === undefined) return host.getSourceFile(path, ...more);
      return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, withTexts);
  const faultsOf = (name: string) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(at(name)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  const syntaxFaults = () =>
    program.getSyntacticDiagnostics().map(({ messageText }) => messageText);
  return { faultsOf, syntaxFaults };
}

interface Program {
  // Any paths: it is compiled above, with the right ones.
  readHouse(hub: Client<object>): Promise<object>;
}

describe('a client with types of the contract', () => {
  it('compiles, and reads a house', async () => {
    const types = astToString(await openapiTS(contract as never));
    const wrong = WRONG.map(
      (line) =>
        `import type { Client } from 'openapi-fetch';\nimport type { paths } from './hub.ts';\nexport async function wrong(hub: Client<paths>) { ${line} }\n`,
    );
    const files = Object.fromEntries(wrong.map((text, index) => [`wrong-${index}.ts`, text]));
    const { faultsOf, syntaxFaults } = compile({
      'hub.ts': types,
      'program.ts': PROGRAM,
      ...files,
    });
    assert.deepEqual([...syntaxFaults(), ...faultsOf('program.ts')], []);
    assert.deepEqual(faultsOf('hub.ts'), []);
    for (const name of Object.keys(files)) assert.equal(faultsOf(name).length, 1, files[name]);

    const { outputText } = ts.transpileModule(PROGRAM, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    const program = (await import(
      `data:text/javascript,${encodeURIComponent(outputText)}`
    )) as Program;
    const { app, server, port, token } = await startTestServer();
    app.report('sensor', 's1', { tempC: 21.42 });
    app.report('fcu', 'f1', { mode: 'heat' });
    const headers = { Authorization: `Bearer ${token}` };
    const hub = createClient<object>({ baseUrl: `http://127.0.0.1:${port}`, headers });
    assert.deepEqual(await program.readHouse(hub), {
      names: ['Living Room', 'Bathroom'],
      tempC: 21.4,
      mode: 'heat',
      setC: 22.5,
      missing: { error: 'Zone not found', zoneId: 'none' },
    });
    await server.stop(1_000);
  });
});

it('examples are bodies that are taken', () => {
  const { routes } = createTestApp();
  const text = JSON.stringify(openApi(routes, '0'));
  const withExample = routes.filter(({ example }) => example !== undefined);
  const paths = withExample.map(({ path }) => path);
  for (const path of ['zones/{zoneId}', 'system', 'dhw'])
    assert.ok(paths.includes(`/api/${path}/command`), path);
  for (const { body, example, path } of withExample) {
    assert.ok(body !== undefined, path);
    assert.equal(v.safeParse(body, example).success, true, path);
    assert.ok(text.includes(`"example":${JSON.stringify(example)}`), path);
  }
});
