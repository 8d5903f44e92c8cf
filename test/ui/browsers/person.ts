/** What somebody sees and does in a browser, by the words on the page; each waits until it can be done. */
import { until } from '../../support/until.ts';
import { DriverError, type Driver } from './driver.ts';

const PATIENCE_MS = 60_000;
/** The name under which WebDriver hands an element on. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Where things of a role are looked for. */
const ROLES = {
  alert: '[role=alert]',
  article: 'article',
  button: 'button:not([role]), [role=button]',
  checkbox: 'input[type=checkbox]',
  dialog: 'dialog[open]',
  field: 'input, textarea, select',
  heading: 'h1, h2, h3',
  img: '[role=img]',
  link: 'a[href]',
  listitem: 'li',
  radio: '[role=radio]',
  spinbutton: '[role=spinbutton]',
} as const;
export type Role = keyof typeof ROLES;
/** As text it is the whole name; as an expression, or of a list item, what is somewhere in it. */
type Name = string | RegExp;

/** Runs in the page: what is seen of that kind, of that name. */
const FIND = `
  const [selector, source, isWhole, within] = arguments;
  const tidy = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const nameOf = (one) => {
    const by = one.getAttribute('aria-labelledby');
    if (by) return by.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ');
    const label = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent;
    if (label !== undefined && label !== null) return label;
    const copy = one.cloneNode(true);
    for (const silent of copy.querySelectorAll('[aria-hidden=true]')) silent.remove();
    return copy.textContent;
  };
  const expression = new RegExp(source);
  const fits = (one) => {
    const name = tidy(nameOf(one));
    return isWhole ? name === source : expression.test(name);
  };
  return [...(within ?? document).querySelectorAll(selector)]
    .find((one) => one.checkVisibility({ visibilityProperty: true }) && fits(one)) ?? null;
`;

/** Runs in the page: whether that is written somewhere, and seen. */
const READ = `
  const [source] = arguments;
  const expression = new RegExp(source);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
  for (let one = walker.nextNode(); one !== null; one = walker.nextNode()) {
    const text = one.textContent.replace(/\\s+/g, ' ');
    if (!expression.test(text)) { continue; }
    const isInner = [...one.children].every((child) => !expression.test(child.textContent.replace(/\\s+/g, ' ')));
    if (isInner && one.checkVisibility({ visibilityProperty: true })) return true;
  }
  return false;
`;

const sourceOf = (text: Name) =>
  typeof text === 'string' ? text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : text.source;

export type ElementReference = Readonly<Record<typeof ELEMENT, string>>;

export interface Person {
  readonly driver: Driver;
  open(url: string): Promise<unknown>;
  /** Waits until it is there. */
  find(role: Role, name: Name, within?: ElementReference): Promise<ElementReference>;
  /** Whether it is there now. */
  has(role: Role, name: Name): Promise<boolean>;
  gone(role: Role, name: Name): Promise<unknown>;
  see(text: Name): Promise<unknown>;
  seeNoMore(text: Name): Promise<unknown>;
  click(role: Role, name: Name, within?: ElementReference): Promise<void>;
  /** Types it in place of what is there. */
  fill(label: Name, text: string, within?: ElementReference): Promise<void>;
  /** Of a list, a time or a date: as if it was chosen from what the browser opens for it. */
  choose(label: Name, value: string): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  /** Takes it, and lets go of it so many pixels further. */
  drag(element: ElementReference, right: number, down: number): Promise<void>;
  /** Runs that in the page, the body of a function. */
  run<T>(script: string, ...args: readonly unknown[]): Promise<T>;
}

export function createPerson(driver: Driver): Person {
  const run = async <T>(script: string, ...args: readonly unknown[]): Promise<T> =>
    (await driver.send('run', { script, args })) as T;

  const look = async (role: Role, name: Name, within?: ElementReference) => {
    const isText = typeof name === 'string' && role !== 'listitem';
    const text = isText ? name : sourceOf(name);
    const looked = run<ElementReference | null>(FIND, ROLES[role], text, isText, within ?? null);
    return looked.catch((error: unknown) => {
      const isStale = error instanceof DriverError && error.code === 'stale element reference';
      // What goes while it is found is not there.
      if (isStale && within === undefined) return null;
      throw error;
    });
  };

  const find: Person['find'] = async (role, name, within) =>
    until(
      async () => (await look(role, name, within)) ?? undefined,
      `${role} "${String(name)}"`,
      PATIENCE_MS,
    );

  /** What is drawn anew, or covered for a moment, is tried once more. */
  const trying = async (work: () => Promise<unknown>, what: string) => {
    let last: unknown;
    const isDone = async () => {
      try {
        await work();
        return true;
      } catch (error) {
        if (!(error instanceof DriverError)) throw error;
        last = error;
        return false;
      }
    };
    await until(isDone, what, PATIENCE_MS).catch((error: unknown) => {
      throw new Error(String(error), { cause: last });
    });
  };

  return {
    driver,
    run,
    find,
    open: async (url) => driver.send('open', { url }),
    has: async (role, name) => (await look(role, name)) !== null,
    gone: async (role, name) =>
      until(
        async () => (await look(role, name)) === null,
        `no ${role} "${String(name)}"`,
        PATIENCE_MS,
      ),
    see: async (text) =>
      until(
        async () => run<boolean>(READ, sourceOf(text)),
        `"${String(text)}" to be seen`,
        PATIENCE_MS,
      ),
    seeNoMore: async (text) =>
      until(
        async () => !(await run<boolean>(READ, sourceOf(text))),
        `"${String(text)}" to be gone`,
        PATIENCE_MS,
      ),
    async click(role, name, within) {
      await trying(
        async () => {
          const element = await find(role, name, within);
          // As the page has it come into view: WebKit's driver does not scroll by itself.
          await run("arguments[0].scrollIntoView({ block: 'nearest' })", element);
          await driver.send('click', { id: element[ELEMENT] });
        },
        `a click on ${role} "${String(name)}"`,
      );
    },
    async fill(label, text, within) {
      await trying(
        async () => {
          const id = (await find('field', label, within))[ELEMENT];
          await driver.send('clear', { id });
          await driver.send('type', { id, text });
        },
        `a text in "${String(label)}"`,
      );
    },
    async choose(label, value) {
      const field = await find('field', label);
      await run(
        `const [field, value] = arguments;
         Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value);
         for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));`,
        field,
        value,
      );
    },
    async press(...keys) {
      const actions = keys.flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await driver.send('act', { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    async drag(element, right, down) {
      const box = await run<{ x: number; y: number }>(
        `const { x, y, width, height } = arguments[0].getBoundingClientRect();
         return { x: x + width / 2, y: y + height / 2 };`,
        element,
      );
      // By places in the window: what is dragged moves along.
      const at = (part: number) => ({
        type: 'pointerMove',
        duration: 50,
        origin: 'viewport',
        x: Math.round(box.x + right * part),
        y: Math.round(box.y + down * part),
      });
      const actions = [
        at(0),
        { type: 'pointerDown', button: 0 },
        ...[0.25, 0.5, 0.75, 1].map(at),
        { type: 'pointerUp', button: 0 },
      ];
      const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } };
      await driver.send('act', { actions: [{ ...pointer, actions }] });
    },
  };
}

/** Keys as WebDriver names them. */
export const KEYS = {
  enter: '\uE007',
  escape: '\uE00C',
  tab: '\uE004',
  up: '\uE013',
  down: '\uE015',
} as const;
