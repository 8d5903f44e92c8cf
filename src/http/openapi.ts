/**
 * The contract as OpenAPI 3.1: what may be asked, from the route table that serves and checks the requests; what is
 * answered, from `contract/`. All of it is loaded with the first request for it.
 */
import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import type { Contents } from './contract/answer.ts';
import { answerOf } from './contract/answers.ts';
import { COMPONENTS } from './contract/components.ts';
import { ERRORS, errorFor, errorsOf, type ErrorAnswer } from './contract/errors.ts';
import { JSON_TYPE } from './reply.ts';
import type { Route } from './router.ts';

const DESCRIPTION = [
  'A path that there is not is answered 404 with NotFoundError; a method that a path does not have 405, in the same',
  'form, with Allow. While the hub starts, all but /health and /ready is 503. Members that have no value now are left',
  'out. Later versions may add members and values.',
].join(' ');

const key = (place: 'header' | 'query' | 'cookie', name: string) => ({
  type: 'apiKey',
  in: place,
  name,
});
/** Any of these will do; the admin secret where it is said. */
const WAYS_IN = [
  ['bearer', { type: 'http', scheme: 'bearer' }],
  ['apiKey', key('header', 'x-api-key')],
  ['authKey', key('header', 'x-auth-key')],
  ['apiAuth', key('header', 'x-api-auth')],
  ['awareApiKey', key('header', 'X-Aware-Api-Key')],
  ['authKeyInQuery', key('query', '_auth_key')],
  ['apiAuthInQuery', key('query', '_api_auth')],
  ['session', key('cookie', 'aris_session')],
] as const;
const ADMIN_SECRET = ['adminSecret', key('header', 'X-Admin-Secret')] as const;

const CONVERSION: ConversionConfig = {
  target: 'draft-2020-12',
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
};
/** Rules that JSON Schema has no word for are still checked, and their messages say what they are. */
const ASKED: ConversionConfig = { ...CONVERSION, errorMode: 'ignore' };
/** A later version may add members to what is answered: no client is to refuse them. */
const ANSWERED: ConversionConfig = {
  ...CONVERSION,
  overrideSchema({ jsonSchema }) {
    if (jsonSchema.additionalProperties !== false) return undefined;
    const open = { ...jsonSchema };
    delete open.additionalProperties;
    return open;
  },
};

function asked(schema: GenericSchema, typeMode: 'ignore' | 'output' = 'ignore') {
  const described = toJsonSchema(schema, { ...ASKED, typeMode });
  // It is that of the whole document.
  delete described.$schema;
  return described;
}

const NAMES = new Map(Object.entries(COMPONENTS).map(([name, schema]) => [schema, name]));

/** What is answered, as JSON Schema: components under their names, and what has none for whoever asks. */
function createAnswered(routes: readonly Route[]) {
  const unnamed = routes.flatMap((route) => {
    const { contents, others = [] } = answerOf(route);
    const all = [contents, ...others.map((other) => other.contents ?? {})];
    return all.flatMap((one) => Object.values(one)).filter((schema) => !NAMES.has(schema));
  });
  const keys = new Map([...new Set(unnamed)].map((schema, index) => [schema, ` ${index}`]));
  // Copies: where one is a part of another, that one is not to refer to it.
  const all = Object.fromEntries([...keys].map(([schema, key]) => [key, { ...schema }]));
  const definitions = toJsonSchemaDefs({ ...COMPONENTS, ...all }, ANSWERED);
  return {
    components: Object.fromEntries(
      Object.keys(COMPONENTS).map((name) => [name, definitions[name]]),
    ),
    of(schema: GenericSchema): object {
      const name = NAMES.get(schema);
      if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
      return definitions[keys.get(schema) ?? ''] ?? {};
    },
  };
}
type Answered = ReturnType<typeof createAnswered>;

function contentOf(contents: Contents, answered: Answered): object {
  const types = Object.entries(contents).map(([type, schema]) => [
    type,
    { schema: answered.of(schema) },
  ]);
  return Object.fromEntries(types) as object;
}

function errorResponse({ name, description, headers = {} }: ErrorAnswer): object {
  const described = Object.entries(headers).map(([header, description]) => [
    header,
    { description, schema: { type: 'string' } },
  ]);
  return {
    description,
    ...(described.length > 0 && { headers: Object.fromEntries(described) as object }),
    content: { [JSON_TYPE]: { schema: { $ref: `#/components/schemas/${name}Error` } } },
  };
}

/** What makes sure that nobody changes what somebody else has changed meanwhile. */
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag of what is to be changed, as it was last seen; or `*`',
  schema: { type: 'string' },
};
const SETUP_CODE = {
  name: 'X-Setup-Code',
  in: 'header',
  description: 'In place of a credential, as long as there is no owner',
  schema: { type: 'string' },
};
const ETAG = {
  description: 'What If-Match of a PUT or PATCH here takes: it stands for what can be changed',
  schema: { type: 'string' },
};

function responses(route: Route, answered: Answered): object {
  const { contents, others = [], errors = [], keepsNothing = false } = answerOf(route);
  const status = route.isCreation === true ? 201 : 200;
  const well = [{ status, description: route.summary, contents }, ...others].map((one) => {
    const content = one.contents && { content: contentOf(one.contents, answered) };
    const headers = route.editable && one.status === status && { headers: { ETag: ETAG } };
    return [one.status, { description: one.description, ...headers, ...content }] as const;
  });
  const kinds = new Set([...errorsOf(route, keepsNothing), ...errors]);
  const ill = [...kinds].map((kind) => {
    const { name, status } = errorFor(kind, route);
    return [status, { $ref: `#/components/responses/${name}` }] as const;
  });
  return Object.fromEntries<object>([...ill, ...well]);
}

function pathParameters(path: string): object[] {
  const names = [...path.matchAll(/\{(\w+)\*?\}/g)].map(([, name = '']) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: GenericSchema): object[] {
  // What is made of the texts says more of them than that they are texts.
  const { properties = {} } = asked(query, 'output');
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
}

function requestBody({ body, example, isForm, isFile }: Route): object | undefined {
  if (isFile === true)
    return { required: true, content: { 'application/octet-stream': { schema: {} } } };
  if (body) {
    const content = { schema: asked(body), ...(example && { example }) };
    return { required: true, content: { [JSON_TYPE]: content } };
  }
  if (isForm !== true) return undefined;
  return { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } };
}

function operation(route: Route, answered: Answered): object {
  const { access, summary, path, query, method, editable } = route;
  const parameters = [
    ...pathParameters(path),
    ...(query ? queryParameters(query) : []),
    ...(editable !== undefined && method !== 'GET' ? [IF_MATCH] : []),
    ...(route.isOpenNow !== undefined ? [SETUP_CODE] : []),
  ];
  const body = requestBody(route);
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-zA-Z0-9]+(.)?/g, (_, next?: string) => next?.toUpperCase() ?? '')}`,
    ...(access === 'open' && { security: [] }),
    ...(path.startsWith('/api/admin/') && { security: [{ adminSecret: [] }] }),
    ...(access !== 'open' && access !== 'any' && { 'x-permission': access }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: responses(route, answered),
  };
}

/** @throws Error for a route of which `contract/` does not say what it answers */
export function openApi(routes: readonly Route[], version: string): object {
  const answered = createAnswered(routes);
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace('*}', '}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, answered) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Aris hub',
      description: DESCRIPTION,
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://aris.local' }],
    security: WAYS_IN.map(([name]) => ({ [name]: [] })),
    components: {
      securitySchemes: Object.fromEntries<object>([...WAYS_IN, ADMIN_SECRET]),
      schemas: answered.components,
      responses: Object.fromEntries(
        Object.values(ERRORS).map((error) => [error.name, errorResponse(error)]),
      ),
    },
    paths,
  };
}
