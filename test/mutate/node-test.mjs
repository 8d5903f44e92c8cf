// What the test files take for `node:test`: it runs nothing by itself, but keeps what they declare, so that one process
// can run the same tests again for each mutant.

/** Hooks and tests of one `describe`, or of a file. */
const newSuite = (file, names) => ({
  file,
  names,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
  children: [],
});

const root = newSuite('', []);
let current = root;
/** Every test, in the order in which they were declared. */
const tests = [];
globalThis.__tests = tests;

/** Says of which file the next declarations are. */
globalThis.__testFile = (file) => {
  current = newSuite(file, []);
  current.parents = [current];
};

function declared(args) {
  const [name] = args;
  const options = args.find((arg) => typeof arg === 'object') ?? {};
  const body = args.find((arg) => typeof arg === 'function');
  return { name, isLeftOut: Boolean(options.skip ?? options.todo) || body === undefined, body };
}

export function describe(...args) {
  const { name, isLeftOut, body } = declared(args);
  if (isLeftOut) return;
  const outer = current;
  current = newSuite(outer.file, [...outer.names, name]);
  current.parents = [...outer.parents, current];
  body();
  current = outer;
}

export function it(...args) {
  const { name, isLeftOut, body } = declared(args);
  if (isLeftOut) return;
  tests.push({
    file: current.file,
    name: [...current.names, name].join(' › '),
    parents: current.parents,
    body,
  });
}

const hook = (kind) => (body) => void current[kind].push(body);
export const [before, after, beforeEach, afterEach] = [
  'before',
  'after',
  'beforeEach',
  'afterEach',
].map(hook);
export const test = it;
export const suite = describe;
