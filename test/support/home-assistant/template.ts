/** What Home Assistant makes of the few forms of template that the hub uses: Jinja2, strictly for those. */
type Values = Readonly<Record<string, unknown>>;

/** As Jinja writes a value into text. */
function written(value: unknown): string {
  if (value === true) return 'True';
  if (value === false) return 'False';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const NAMES = String.raw`[a-zA-Z]\w*`;
const STEP = String.raw`value_json(?:\.${NAMES}|\s\|\sdefault\(\{\}\)|[()]|\.)*`;
/** A path with its stand-ins: `((value_json.a | default({})).b | default({})).c`. */
const REACH = String.raw`(?<reach>\(*${STEP})`;
const FORMS: readonly (readonly [RegExp, (value: unknown, groups: Values) => string])[] = [
  [new RegExp(`^${REACH} \\| default\\('None'\\)$`), (value) => written(value ?? 'None')],
  [new RegExp(`^${REACH} \\| default\\(True\\)$`), (value) => written(value ?? true)],
  [
    new RegExp(`^${REACH} \\| default\\(\\[\\]\\) \\| length > 0$`),
    (value) => written(((value ?? []) as unknown[]).length > 0),
  ],
  [
    new RegExp(`^\\{'(?<name>${NAMES})': ${REACH} \\| default\\(\\[\\]\\)\\} \\| tojson$`),
    (value, { name }) => JSON.stringify({ [name as string]: value ?? [] }),
  ],
  [new RegExp(`^${REACH} is defined$`), (value) => written(value !== undefined)],
  [
    new RegExp(`^'(?<yes>\\w+)' if ${REACH} is defined else '(?<no>\\w+)'$`),
    (value, { yes, no }) => String(value === undefined ? no : yes),
  ],
  [
    new RegExp(`^(?<map>\\{.+\\})\\.get\\(${REACH} \\| default\\('None'\\), 'None'\\)$`),
    (value, { map }) => mapIn(String(map)).get(written(value ?? 'None')) ?? 'None',
  ],
];

/** A dictionary of words or whole numbers to such. */
const mapIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/(?:'([^']*)'|(\d+)): (?:'([^']*)'|(\d+))/g)].map(
      ([, key, index, to, number]) => [key ?? index ?? '', to ?? number ?? ''],
    ),
  );

/** What is published where a person chooses. @throws Error where the template has no form that is known here */
export function commanded(template: string, chosen: string): string {
  const map = /^\{\{ (\{.+\})\.get\(value\) \}\}$/.exec(template)?.[1];
  const word = map === undefined ? undefined : mapIn(map).get(chosen);
  if (word === undefined) throw new Error(`a form that is not known here: ${template}`);
  return word;
}

/** Follows the path. A step from what is missing without a stand-in is an error there, and so it is here. */
function reached(reach: string, json: unknown): unknown {
  const steps = [...reach.matchAll(/\.(\w+)(?<guard> \| default\(\{\}\))?/g)];
  let value = json;
  for (const [, name = '', guard] of steps) {
    if (typeof value !== 'object' || value === null) throw new Error(`no member ${name}`);
    value = (value as Values)[name];
    if (guard !== undefined) value ??= {};
  }
  return value;
}

/** @throws Error where the template has no form that is known here, or fails as it would there */
export function render(template: string, payload: string): string {
  const inner = /^\{\{ (.+) \}\}$/.exec(template)?.[1];
  if (inner === undefined) throw new Error(`no template: ${template}`);
  const constant = /^'(\w+)'$/.exec(inner)?.[1];
  if (constant !== undefined) return constant;
  for (const [form, result] of FORMS) {
    const groups = form.exec(inner)?.groups;
    if (groups === undefined) continue;
    return result(reached(groups['reach'] ?? '', JSON.parse(payload)), groups);
  }
  throw new Error(`a form that is not known here: ${template}`);
}

/** What a template of `rest` is about: an object of a state, chosen by its id or the only one of its name. */
const CHOICE = new RegExp(
  String.raw`^\{% set value_json = value_json\.(?<name>\w+) \| default\((?:\{\}|\[\] ?)\)` +
    String.raw`(?: \| selectattr\('(?<key>\w+)', 'eq', '(?<id>[\w-]+)'\) \| first \| default\(\{\}\))? %\}(?<rest>.+)$`,
);

/** @throws Error as `render` does */
export function renderChosen(template: string, state: Values): string {
  const { name = '', key, id, rest = '' } = CHOICE.exec(template)?.groups ?? {};
  const member = state[name];
  const chosen =
    key === undefined
      ? member
      : ((member ?? []) as Values[]).find(({ [key]: value }) => value === id);
  return render(rest, JSON.stringify(chosen ?? {}));
}
