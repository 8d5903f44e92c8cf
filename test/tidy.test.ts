/** The rules of the house that no linter knows: who may import whom, who may touch the process, how long a thing may be. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { lostLinks } from './support/links.ts';

const ROOT = join(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');
const FUNCTION_LINES_MAX = 70;
const FILE_LINES_MAX = 300;
/** What stands beside `src` in the checkout; whatever begins with a dot is a tool's. */
const TOP = [
  ...['firmware', 'src', 'systemd', 'test'],
  ...['CHANGELOG.md', 'LICENSE', 'README.md'],
  ...['eslint.config.js', 'knip.json', 'package-lock.json', 'package.json', 'tsconfig.json'],
];

const ADAPTERS = [
  'auth',
  'backup',
  'crypto',
  'firmware',
  'http',
  'integrations',
  'metrics',
  'mqtt',
  'page',
  'simulator',
  'store',
  'system',
  'upstream',
] as const;
/** Room → the rooms that it may import from. A file in src/ itself is a room of its own name. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  app: ['app', 'domain'],
  config: ['config', 'domain'],
  ...Object.fromEntries(ADAPTERS.map((room) => [room, [room, 'app', 'domain']])),
  hub: [...ADAPTERS, 'hub', 'app', 'domain', 'config'],
  cli: [...ADAPTERS, 'cli', 'hub', 'app', 'domain', 'config'],
  'program.ts': ['app', 'cli', 'system', 'domain'],
  'main.ts': ['system', 'program.ts'],
  // Of the other rooms types alone, as a rule of its own says.
  ui: ['ui', 'app', 'domain'],
};
/** What is in a room, in the one order in which it may be imported: each from those before it. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  app: [
    ...['base', 'house', 'messages', 'records', 'broker', 'users', 'tokens', 'zones', 'devices'],
    ...[
      'faults',
      'found',
      'people',
      'backup',
      'command-line',
      'control',
      'views',
      'live',
      'history',
      'energy',
    ],
    ...['home-assistant', 'mqtt-api', 'served', 'diagnostics'],
  ],
  hub: [
    ...['types.ts', 'broker.ts', 'access.ts', 'tables.ts', 'backup-place.ts', 'store-backups.ts'],
    ...[
      'store-folder.ts',
      'open-store.ts',
      'core.ts',
      'broker-book.ts',
      'topic-rights.ts',
      'open-bus.ts',
      'releasing.ts',
    ],
    ...['backups.ts', 'restore.ts', 'restored-items.ts', 'restored-store.ts'],
    ...['restore-contents.ts', 'restoring.ts', 'planning.ts'],
    ...['device-parts.ts', 'control-parts.ts', 'view-parts.ts', 'bus-parts.ts', 'house-parts.ts'],
    'found-parts.ts',
    ...['house.ts', 'entrance.ts', 'routes.ts', 'compose.ts', 'services.ts', 'lifecycle.ts'],
  ],
  'domain/control': [
    ...['base', 'appliance', 'zones', 'weather', 'grid', 'source', 'circuit', 'hot-water'],
    ...['cycle', 'plant', 'decisions', 'findings.ts', 'decide.ts'],
  ],
  'ui/pages': [
    ...['events', 'settings', 'door', 'plant', 'energy', 'zone', 'set-up', 'house-mode'],
    ...['panel', 'others.ts', 'load-others.ts', 'home'],
  ],
};
/** Code of the hub that the page has as well, byte by byte. */
const PAGE_TOO: readonly string[] = ['domain/ids.ts', 'domain/log-level.ts'];
/** Package → the files that import it. */
const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  lmdb: ['store/lmdb.ts'],
  mqtt: ['mqtt/connection.ts'],
  tweetnacl: ['crypto/constant-time.ts', 'crypto/secret-box.ts'],
};
/** What a hub loads before it listens. */
const START = ['program.ts', 'cli/serve.ts'];
/** What reaches out of the program: only where a test can put something else in its place. */
const OUTSIDE = new Set([
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'Date.now',
  'Math.random',
]);
/** The page has no other outside than its browser. */
const mayTouchOutside = (path: string) => /^(?:(?:main|program)\.ts$|(?:system|ui)\/)/.test(path);

interface Source {
  /** Below src/. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly string[];
}

function read(path: string): Source {
  const text = readFileSync(join(SRC, path), 'utf8');
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return {
    path,
    room: path.split('/')[0] ?? '',
    text,
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
    imports: importedFiles.map(({ fileName }) => fileName),
  };
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map(read);

/** The room of a relative import. */
const roomOf = (from: Source, target: string) =>
  normalize(join(dirname(from.path), target)).split('/')[0] ?? '';

/** Where a relative import leads, below src/. */
const leadsTo = (from: Source, target: string) => normalize(join(dirname(from.path), target));

/** File → the files that it imports. */
const files = new Map(
  sources.map((source) => [
    source.path,
    source.imports.filter((name) => name.startsWith('.')).map((name) => leadsTo(source, name)),
  ]),
);

/** What files of `room` are in: its folders, and its own files. */
const partOf = (path: string, room: string) =>
  path.startsWith(`${room}/`) ? path.slice(room.length + 1).split('/')[0] : undefined;

/** Of a room, each part and those that it imports. */
function partsIn(room: string): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const [path, imports] of files) {
    const part = partOf(path, room);
    if (part === undefined) continue;
    const others = imports.flatMap((target) => partOf(target, room) ?? []);
    graph.set(part, [...(graph.get(part) ?? []), ...others.filter((other) => other !== part)]);
  }
  return graph;
}

/** A way round, if there is one. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const follow = (at: string, way: readonly string[]): readonly string[] => {
    if (way.includes(at)) return [...way.slice(way.indexOf(at)), at];
    if (done.has(at)) return [];
    for (const next of graph.get(at) ?? []) {
      const circle = follow(next, [...way, at]);
      if (circle.length > 0) return circle;
    }
    done.add(at);
    return [];
  };
  for (const start of graph.keys()) {
    const circle = follow(start, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

/** What a file imports as it is loaded: no types, and nothing that it imports later. */
function loadedBy({ tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) && !isOfTypes(statement.importClause);
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    const from = isImport || isExport ? statement.moduleSpecifier : undefined;
    return from !== undefined && ts.isStringLiteral(from) ? [from.text] : [];
  });
}

const isOfTypes = (clause: ts.ImportClause | undefined) =>
  clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

/** The packages that are loaded with these files. */
function packagesLoadedWith(paths: readonly string[]): string[] {
  const [waiting, seen, packages] = [[...paths], new Set<string>(), new Set<string>()];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = sources.find((one) => one.path === path);
    if (source === undefined || seen.has(path)) continue;
    seen.add(path);
    for (const name of loadedBy(source)) {
      if (name.startsWith('.')) waiting.push(leadsTo(source, name));
      else packages.add(name);
    }
  }
  return [...packages];
}

/** The globals that a file names. */
function outsideNames(tree: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const isMember =
      ts.isIdentifier(node) &&
      ts.isPropertyAccessExpression(node.parent) &&
      node.parent.name === node;
    if (ts.isIdentifier(node) && !isMember && !ts.isPropertyAssignment(node.parent))
      names.push(node.text);
    if (ts.isPropertyAccessExpression(node)) names.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names.filter((name) => OUTSIDE.has(name));
}

/** Lines of a function that are its own: those of functions inside it are theirs. */
function ownLines(node: ts.FunctionLikeDeclaration, tree: ts.SourceFile): number {
  const linesOf = (of: ts.Node) =>
    tree.getLineAndCharacterOfPosition(of.end).line -
    tree.getLineAndCharacterOfPosition(of.getStart()).line +
    1;
  let inner = 0;
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child)) inner += Math.max(0, linesOf(child) - 1);
    else ts.forEachChild(child, visit);
  };
  if (node.body !== undefined) ts.forEachChild(node.body, visit);
  return linesOf(node) - inner;
}

describe('the source', () => {
  it('was found', () => assert.ok(sources.length > 50));

  it('has arrows that point inward', () => {
    const wrong = sources.flatMap((source) => {
      const allowed = ARROWS[source.room] ?? [];
      const targets = source.imports
        .filter((name) => name.startsWith('.'))
        .map((name) => roomOf(source, name));
      return targets
        .filter((room) => !allowed.includes(room))
        .map((room) => `${source.path} → ${room}`);
    });
    assert.deepEqual(wrong, []);
  });

  for (const [room, order] of Object.entries(ORDERS)) {
    it(`has one order in ${room}/`, () => {
      const inside = sources.filter(({ path }) => path.startsWith(`${room}/`));
      const parts = new Set(inside.map(({ path }) => partOf(path, room)));
      assert.deepEqual([...parts].sort(), [...order].sort(), 'each part has its place');
      const wrong = inside.flatMap(({ path }) => {
        const place = order.indexOf(partOf(path, room) ?? '');
        const later = (files.get(path) ?? []).filter(
          (target) => order.indexOf(partOf(target, room) ?? '') > place,
        );
        return later.map((target) => `${path} → ${target}`);
      });
      assert.deepEqual(wrong, []);
    });
  }

  it('has no files that import each other, by whatever way', () =>
    assert.deepEqual(circleIn(files), []));

  for (const room of ['domain', 'ui', 'cli'])
    it(`has no folders in ${room}/ that do`, () => assert.deepEqual(circleIn(partsIn(room)), []));

  it('has one meaning for the name of each type that is exported', () => {
    const named = sources.flatMap(({ path, tree }) =>
      tree.statements
        .filter(
          (one) =>
            ts.isInterfaceDeclaration(one) ||
            ts.isTypeAliasDeclaration(one) ||
            ts.isClassDeclaration(one),
        )
        .filter(({ modifiers }) =>
          modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
        )
        .map(({ name }) => [name?.text, path] as const),
    );
    const first = new Map([...named].reverse());
    const twice = named.filter(([name, path]) => first.get(name) !== path);
    assert.deepEqual(twice, []);
  });

  it('has few importing files for each run-time package, and those three packages only', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: object;
    };
    assert.deepEqual(Object.keys(dependencies).sort(), Object.keys(IMPORTERS).sort());
    for (const [name, importers] of Object.entries(IMPORTERS)) {
      const found = sources.filter(({ imports }) => imports.includes(name)).map(({ path }) => path);
      assert.deepEqual(found.sort(), importers);
    }
  });

  it('loads no package before it listens, for the sake of a quick start', () => {
    const loaded = packagesLoadedWith(START).filter((name) => !name.startsWith('node:'));
    assert.deepEqual(loaded, []);
    assert.ok(packagesLoadedWith(['hub/services.ts']).includes('valibot'));
  });

  it('has a domain that imports nothing but itself', () => {
    const outward = sources.filter(
      ({ room, imports }) => room === 'domain' && imports.some((name) => !name.startsWith('.')),
    );
    assert.deepEqual(
      outward.map(({ path }) => path),
      [],
    );
  });

  it('has a page that takes types of the hub, and of its code only what takes nothing else', () => {
    const codeOf = (source: Source) =>
      source.tree.statements
        .filter((statement) => ts.isImportDeclaration(statement))
        .filter(({ importClause }) => importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
        .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral).text)
        .filter((name) => name.startsWith('.'))
        .map((name) => `${source.path}: ${leadsTo(source, name)}`);
    const isShared = (line: string) => PAGE_TOO.some((path) => line.endsWith(`: ${path}`));
    const ofPage = sources
      .filter(({ room }) => room === 'ui')
      .flatMap(codeOf)
      .filter((line) => !line.includes(': ui/') && !isShared(line));
    const ofShared = sources.filter(({ path }) => PAGE_TOO.includes(path)).flatMap(codeOf);
    assert.deepEqual([...ofPage, ...ofShared], []);
  });

  it('touches the process, the clock and chance in main.ts, program.ts and system/ alone', () => {
    const touching = sources
      .filter(({ path }) => !mayTouchOutside(path))
      .flatMap(({ path, tree }) => outsideNames(tree).map((name) => `${path}: ${name}`));
    assert.deepEqual(touching, []);
  });

  it(`has no function over ${FUNCTION_LINES_MAX} lines of its own`, () => {
    const long: string[] = [];
    for (const { path, tree } of sources) {
      const visit = (node: ts.Node): void => {
        if (ts.isFunctionLike(node) && 'body' in node) {
          const lines = ownLines(node, tree);
          if (lines > FUNCTION_LINES_MAX)
            long.push(`${path}: ${node.name?.getText() ?? 'a function'}, ${lines} lines`);
        }
        ts.forEachChild(node, visit);
      };
      visit(tree);
    }
    assert.deepEqual(long, []);
  });

  it(`has no file over ${FILE_LINES_MAX} lines`, () => {
    const long = sources
      .filter(({ text }) => text.split('\n').length > FILE_LINES_MAX)
      .map(({ path }) => path);
    assert.deepEqual(long, []);
  });

  it('has nothing at the top of the checkout that does not belong there', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
    const isOfGit = (name: string) => !ignored.some((one) => one.replace(/^\/|\/$/g, '') === name);
    const found = readdirSync(ROOT).filter((name) => !name.startsWith('.') && isOfGit(name));
    assert.deepEqual(found.sort(), [...TOP].sort());
  });

  it('has a line in src/README.md for each room and each file of the top', () => {
    const map = readFileSync(join(SRC, 'README.md'), 'utf8');
    const rooms = new Set(
      sources.map(({ path, room }) => (path.includes('/') ? `${room}/` : room)),
    );
    assert.deepEqual(
      [...rooms].filter((room) => !map.includes(`\`${room}\``)),
      [],
    );
  });
});

/** The comments of a source. */
function commentsOf({ text, tree }: Source): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, tree.languageVariant, text);
  const comments: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan())
    if (
      kind === ts.SyntaxKind.SingleLineCommentTrivia ||
      kind === ts.SyntaxKind.MultiLineCommentTrivia
    )
      comments.push(scanner.getTokenText());
  return comments.join('\n');
}

describe('the comments', () => {
  it('name only files that exist', () => {
    const missing = sources.flatMap((source) => {
      const named = commentsOf(source).matchAll(/(?<![\w./:@-])[\w./-]+\.(?:tsx?|mjs|md)\b/g);
      const from = [SRC, ROOT, join(SRC, dirname(source.path))];
      return [...named]
        .filter(([name]) => !from.some((at) => existsSync(join(at, name))))
        .map(([name]) => `${source.path}: ${name}`);
    });
    assert.deepEqual(missing, []);
  });
});

describe('the documents', () => {
  const documents = ['.', '.github', 'src', 'test', 'firmware', 'systemd']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => path.endsWith('.md') && !path.includes('node_modules'));

  it('name only paths that exist', () => {
    assert.ok(documents.includes('README.md'));
    const missing = documents.flatMap((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const named = [
        ...text.matchAll(/[`(]((?:\.\.?\/)?(?:src|test|systemd|firmware)\/[\w./-]+)[`)]/g),
        // The map of the code names its files from there.
        ...text.matchAll(/`((?:[\w-]+\/)+[\w.-]+\.(?:tsx?|mjs|md))`/g),
      ].map(([, name = '']) => name);
      const here = (name: string) =>
        [ROOT, join(ROOT, dirname(path)), SRC].some((at) => existsSync(join(at, name)));
      return named.filter((name) => !here(name)).map((name) => `${relative('.', path)}: ${name}`);
    });
    assert.deepEqual(missing, []);
  });

  it('lead only to pages and headings that are there', () =>
    assert.deepEqual(lostLinks(ROOT, documents), []));
});
