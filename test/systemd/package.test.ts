import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { end, lastingFolder, run, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { lostLinks } from '../support/links.ts';
import { until } from '../support/until.ts';
import { ROOT } from './installing.ts';
import { pack } from './packaging.ts';

const ONE = ['--architecture', 'amd64', '--package', 'aris'];
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

/** What a program says that must go well. */
async function said(command: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, args);
  assert.equal(code, 0, `${command}: ${stdout}${stderr}`);
  return stdout;
}

describe('the Debian package', () => {
  let file: string;
  let again: string;
  const tree = lastingFolder();
  const control = lastingFolder();
  const read = (path: string) => readFileSync(join(tree, path), 'utf8');
  before(async () => {
    [file, again] = await Promise.all([
      pack({ args: ONE }),
      pack({ args: ONE, env: { TZ: 'Asia/Tokyo', LC_ALL: 'C', ARIS_DATA: '/elsewhere' } }),
    ]);
    await said('dpkg-deb', '--extract', file, tree);
    await said('dpkg-deb', '--control', file, control);
  });

  it('is the same bytes when it is made again', () => {
    assert.equal(basename(file), `aris_${version}-1_amd64.deb`);
    assert.ok(readFileSync(file).equals(readFileSync(again)));
  });

  it('is without a fault that lintian sees', async () => {
    assert.equal(await said('lintian', '--allow-root', file), '');
  });

  it('is small, and has one native library and no maps', async () => {
    const files = (await said('find', tree, '-type', 'f')).trim().split('\n');
    assert.deepEqual(
      files.filter((path) => path.endsWith('.node')).map((path) => basename(path)),
      ['node.napi.glibc.node'],
    );
    assert.deepEqual(
      files.filter((path) => path.endsWith('.map')),
      [],
    );
    assert.ok(readFileSync(file).length < 4_500_000);
  });

  it('needs the Node that the program asks for, and stands in for the other one', async () => {
    const fields = await said('dpkg-deb', '--field', file);
    assert.match(fields, /^Depends: nodejs \(>= 20\.19\), /m);
    assert.match(fields, /^Conflicts: aris-with-node$/m);
    assert.match(fields, /^Replaces: aris-with-node$/m);
    assert.match(read('usr/lib/aris/dist/main.js'), /^#!\/usr\/bin\/node\n/);
  });

  it('keeps what a person changes in the settings', () =>
    assert.equal(readFileSync(join(control, 'conffiles'), 'utf8'), '/etc/aris/aris.env\n'));

  it('names whatever is bundled, with its licence', () => {
    const copyright = read('usr/share/doc/aris/copyright');
    const bundled = JSON.parse(read('usr/lib/aris/dist/licences.json')) as { name: string }[];
    for (const { name } of [...bundled, { name: 'LMDB' }, { name: 'LZ4' }])
      assert.match(copyright, new RegExp(`has ${name} `));
    for (const name of ['mqtt', 'tweetnacl', 'lmdb', 'preact', '@zxcvbn-ts/language-common'])
      assert.ok(
        bundled.some((one) => one.name === name),
        name,
      );
  });

  it('has every document that leads on from the first, and whatever they link', async () => {
    const found = await said('find', tree, '-name', '*.md', '-printf', '%P\n');
    const documents = found.trim().split('\n');
    assert.ok(documents.includes('usr/share/doc/aris/README.md'));
    assert.deepEqual(lostLinks(tree, documents), []);
    for (const unit of ['aris.service', 'aris-announce.service']) {
      const [, page = ''] =
        /^Documentation=file:\/\/(.*)$/m.exec(read(`usr/lib/systemd/system/${unit}`)) ?? [];
      assert.ok(documents.includes(page.slice(1)), page);
    }
    const manual = gunzipSync(readFileSync(join(tree, 'usr/share/man/man1/aris.1.gz'))).toString();
    for (const [, path = ''] of manual.matchAll(/^\.I (\/usr\S*)$/gm))
      assert.ok(existsSync(join(tree, path)), path);
  });

  it('has manual page and completion of every command', async () => {
    const overview = await said(
      process.execPath,
      join(tree, 'usr/lib/aris/dist/main.js'),
      '--help',
    );
    const commands = [...overview.matchAll(/^ {2}([a-z-]+) +\S/gm)].map(([, name = '']) => name);
    assert.ok(commands.includes('serve') && commands.includes('token'));
    const manual = gunzipSync(readFileSync(join(tree, 'usr/share/man/man1/aris.1.gz'))).toString();
    for (const name of commands) assert.match(manual, new RegExp(`^\\.SS aris ${name}$`, 'm'));
    const completed = await said(
      'bash',
      '-c',
      `. ${tree}/usr/share/bash-completion/completions/aris
complete_words() { COMP_WORDS=(aris "$@"); COMP_CWORD=$#; _aris; echo "\${COMPREPLY[*]}"; }
complete_words ''; complete_words token re; complete_words token create --exp`,
    );
    const [first = '', second, third] = completed.trim().split('\n');
    assert.deepEqual(first.split(' '), [...commands, '--help', '--version']);
    assert.equal(second, 'rename revoke');
    assert.equal(third, '--expires');
  });

  it('refuses a processor on which it cannot run, before anything is unpacked', async () => {
    const folder = lastingFolder();
    writeFileSync(join(folder, 'uname'), '#!/bin/sh\necho armv6l\n');
    chmodSync(join(folder, 'uname'), 0o755);
    const env = { PATH: `${folder}:/usr/bin:/bin` };
    const { code, stderr } = await run(join(control, 'preinst'), ['install'], { env });
    assert.equal(code, 1);
    assert.match(stderr, /^aris: this board has an ARMv6 processor .*\n$/);
    assert.equal((await run(join(control, 'preinst'), ['install'])).code, 0);
  });

  describe('unpacked', () => {
    const data = lastingFolder();
    const program = join(tree, 'usr/lib/aris/dist/main.js');
    const args = [program, 'serve', '--virtual', '--data', data, '--listen', '127.0.0.1:0'];
    let hub: ReturnType<typeof start>;
    after(async () => end(hub));

    it('runs by itself, with its own native library and page', async () => {
      hub = start(process.execPath, args);
      let log = '';
      hub.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
      const url = await until(
        () => /"hub ready","address":"(.*?)"/.exec(log)?.[1],
        'the hub to be ready',
        20_000,
      );
      const health = (await curl(`${url}/health`)).json() as { version: string };
      assert.equal(health.version, version);
      assert.match((await curl(`${url}/`)).body, /<html/);
      // A file that only a start from there finds.
      assert.equal(
        (await run(process.execPath, [program, 'verify', '--virtual', '--data', data])).code,
        0,
      );
    });
  });
});

describe('npm run package', () => {
  const refused = async (...args: readonly string[]) => {
    const { code, stderr } = await run(process.execPath, [join(ROOT, '.package.mjs'), ...args]);
    assert.equal(code, 2);
    return stderr.split('\n')[0];
  };

  it('says what is wrong with what it was given', async () => {
    assert.equal(await refused('--architecture', 'i386'), 'There is no package for i386.');
    assert.equal(await refused('--package', 'else'), 'There is no package else.');
    assert.equal(await refused('--revision', '0'), '--revision is a number from 1 on, not 0.');
    assert.equal(await refused('--node', '/tmp'), '--node is for one --architecture.');
    const armhf = await refused('--architecture', 'armhf', '--package', 'aris-with-node');
    assert.match(armhf ?? '', /^There is no aris-with-node for armhf: .* --node FOLDER$/);
  });
});
