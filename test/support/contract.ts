/** Real answers against the contract, as it is published: what it does not know of an answer is a fault. */
import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { sessionCookies } from '../../src/app/people/session-cookie.ts';
import type { EventView } from '../../src/app/records/event-record.ts';
import type { Reply } from '../../src/http/exchange.ts';
import { bearer, createTestApp, OWNER, type TestApp } from './app.ts';
import { replyBytes } from './reply-text.ts';

const JSON_TYPE = 'application/json';

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}
type Referable<T> = T | { readonly $ref: string };
export interface Operation {
  readonly responses: Readonly<Record<string, Referable<Response>>>;
  readonly requestBody?: object;
  readonly security?: readonly object[];
}
type Path = Readonly<Record<string, Operation>>;
export interface Contract {
  readonly paths: Readonly<Record<string, Path>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

/** What was answered, as far as the contract says what it is to be. */
export interface Answered {
  readonly method: string;
  /** As it was asked for, perhaps with a query. */
  readonly target: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly text: string;
}

/** Members that are not described are refused: a client need not mind them, but the contract has to know them. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, closed(one)]),
  );
  return 'properties' in members ? { additionalProperties: false, ...members } : members;
}

const isDateTime = (text: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
const pointer = (...parts: readonly string[]) =>
  parts
    .map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('');

/** Where a path is spelled as in the contract, that is it; else the first whose parts in braces fit. */
function templateOf({ paths }: Contract, target: string): string | undefined {
  const [path = ''] = target.split('?');
  if (path in paths) return path;
  return Object.keys(paths).find((template) =>
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]*')}$`).test(path),
  );
}

export function createContractCheck(contract: Contract) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  ajv.addFormat('date-time', isDateTime);
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  ajv.addSchema(closed(contract) as object, 'contract');

  function validatorAt(place: string): ValidateFunction {
    const validator = ajv.getSchema(`contract#${place}`);
    if (validator === undefined) throw new Error(`there is no schema at ${place}`);
    return validator;
  }

  function faultsAt(place: string, value: unknown): string[] {
    const validate = validatorAt(place);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) =>
        `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** Operation and status of each answer that was found right. */
  const seen = new Set<string>();

  return {
    seen,
    /** What of a value is not as the component of that name has it. */
    faultsOf: (name: string, value: unknown) =>
      faultsAt(pointer('components', 'schemas', name), value),
    /** What of an event is not as the component of its type has it: `SetpointChangeEvent`. */
    faultsOfEvent(event: Pick<EventView, 'type'>): string[] {
      const words = event.type
        .split('_')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
      const faults = faultsAt(pointer('components', 'schemas', `${words.join('')}Event`), event);
      return faults.map((fault) => `${event.type}: ${fault} in ${JSON.stringify(event)}`);
    },
    /** What of an answer is not as the contract has it; none where it is. */
    faults({ method, target, status, contentType = '', text }: Answered): string[] {
      const template = templateOf(contract, target);
      const operation = contract.paths[template ?? '']?.[method.toLowerCase()];
      if (template === undefined || operation === undefined) return ['no such operation'];
      const key = `${method} ${template} ${status}`;
      const referable = operation.responses[status];
      if (referable === undefined) return [`${key} is not described`];
      const name = '$ref' in referable ? (referable.$ref.split('/').at(-1) ?? '') : undefined;
      const place =
        name === undefined
          ? ['paths', template, method.toLowerCase(), 'responses', String(status)]
          : ['components', 'responses', name];
      const response = '$ref' in referable ? contract.components.responses[name ?? ''] : referable;
      const [type = ''] = contentType.split(';');
      const content = response?.content;
      if (content === undefined) return text === '' ? [] : [`${key} has a body`];
      if (!(type in content) && !('*/*' in content)) return [`${key} is ${type}`];
      if (type === JSON_TYPE) {
        const faults = faultsAt(pointer(...place, 'content', type, 'schema'), JSON.parse(text));
        if (faults.length > 0)
          return faults.map((fault) => `${key}: ${fault} in ${text.slice(0, 300)}`);
      }
      seen.add(key);
      return [];
    },
  };
}

export type ContractCheck = ReturnType<typeof createContractCheck>;

/** As the hub publishes it. */
export async function readContract(app: TestApp = createTestApp()): Promise<Contract> {
  const { token } = await app.tokens.create(OWNER, { name: 'reader of the contract' });
  const answer = await app.ask({ target: '/api/openapi.json', headers: [bearer(token)] });
  // A route without an answer is a fault that the log names.
  assert.equal(answer.status, 200, JSON.stringify(app.log.lines));
  return answer.json as unknown as Contract;
}

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly from?: string;
}

function headerOf({ headers }: Reply, name: string): string | undefined {
  const index = headers.findIndex((one, at) => at % 2 === 0 && one.toLowerCase() === name);
  return index === -1 ? undefined : headers[index + 1];
}

/** Asks, and compares what is answered. */
export function createComparing(check: ContractCheck) {
  let faults: string[] = [];

  async function send(
    app: Pick<TestApp, 'replyTo'>,
    method: string,
    target: string,
    { body, headers = {}, from }: Sent = {},
  ) {
    const sent = { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers };
    const reply = await app.replyTo({
      method,
      target,
      headers: Object.entries(sent),
      ...(body !== undefined && {
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
      ...(from !== undefined && { from }),
    });
    const text = (await replyBytes(reply)).toString();
    const { status } = reply;
    const contentType = headerOf(reply, 'content-type');
    faults.push(...check.faults({ method, target, status, contentType, text }));
    return {
      status,
      cookie: sessionCookies(headerOf(reply, 'set-cookie'))[0],
      get json() {
        return JSON.parse(text) as Record<string, unknown>;
      },
    };
  }

  return {
    send,
    /** All since the last time was as the contract has it. */
    assertAsDescribed(): void {
      const found = faults;
      faults = [];
      assert.deepEqual(found, []);
    },
    /** Those of the operations that were not answered well yet. */
    missing(keys: readonly string[]): string[] {
      const well = [...check.seen].filter((key) => / 2\d\d$/.test(key));
      const seen = new Set(well.map((key) => key.slice(0, -' 200'.length)));
      return keys.filter((key) => !seen.has(key.replace('*}', '}')));
    },
  };
}
