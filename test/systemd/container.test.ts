/** What of systemd/container can be seen without an engine that runs it; building and running it is by hand. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { lastingFolder, run } from '../support/child.ts';
import { ROOT } from './installing.ts';

const SYSTEMD = join(ROOT, 'systemd');
const HERE = join(SYSTEMD, 'container');
const read = (path: string) => readFileSync(join(SYSTEMD, path), 'utf8');

/** Its instructions, in order: `[name, rest]`. */
const instructions = read('container/Containerfile')
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', '')
  .trim()
  .split(/\n+/)
  .map((line): [string, string] => {
    const [name = ''] = line.split(' ', 1);
    return [name, line.slice(name.length).trim().replaceAll(/\s+/g, ' ')];
  });
const all = (name: string) => instructions.filter(([one]) => one === name).map(([, rest]) => rest);
const only = (name: string): string => {
  const [rest, ...more] = all(name);
  assert.ok(rest !== undefined && more.length === 0, `there is one ${name}`);
  return rest;
};

/** A value of the unit, by its key. */
const ofUnit = (key: string): string | undefined =>
  new RegExp(`^${key}=(.*)$`, 'm').exec(read('aris.service'))?.[1];

interface Service {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly volumes?: readonly string[];
  readonly [setting: string]: unknown;
}
const compose = parse(read('container/compose.yaml')) as {
  readonly services: Readonly<Record<'hub' | 'broker', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const { hub, broker } = compose.services;

/** Runs what the image runs in a shell, where `programs` are first on the path: name → script. */
async function inShell(command: string, programs: Readonly<Record<string, string>>) {
  const folder = lastingFolder();
  for (const [name, script] of Object.entries(programs))
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return run('sh', ['-c', command], { env: { PATH: `${folder}:/usr/bin:/bin` } });
}

describe('the image', () => {
  it('runs as the user of the unit, whose number no build changes', () => {
    assert.equal(only('USER'), ofUnit('User'));
    const [makes = ''] = all('RUN');
    assert.match(makes, /^groupadd --gid (\d+) aris && useradd --uid \1 --gid aris /);
    const at = (name: string) => instructions.findIndex(([one]) => one === name);
    assert.ok(at('RUN') < at('USER'), 'whose user it is comes first');
  });

  it('keeps everything in one volume', () =>
    assert.equal(only('VOLUME'), `/var/lib/${ofUnit('StateDirectory')}`));

  it('has the newest package of its own processor, of those that were made', async () => {
    const folder = lastingFolder();
    for (const name of ['aris_0.9.0-1_arm64', 'aris_0.10.0-1_arm64', 'aris_0.11.0-1_amd64'])
      writeFileSync(join(folder, `${name}.deb`), '');
    writeFileSync(join(folder, 'aris-with-node_0.12.0-1_arm64.deb'), '');
    const [, install = ''] = all('RUN');
    assert.ok(install.startsWith('--mount=type=bind,source=packages,target=/packages '));
    const [, chosen = ''] = /("\$\(ls .*?\)") &&/.exec(install) ?? [];
    const command = `echo ${chosen.replaceAll('/packages/', `${folder}/`)}`;
    const { stdout } = await inShell(command, { dpkg: 'echo arm64' });
    assert.equal(basename(stdout.trim()), 'aris_0.10.0-1_arm64.deb');
  });

  it('is well while a hub answers, also with something to look after', async () => {
    const [, check = ''] = / CMD (.*)$/.exec(only('HEALTHCHECK')) ?? [];
    const codes = [0, 1, 2, 3].map(async (code) => {
      const { stdout, ...said } = await inShell(check, { aris: `echo "$@"; exit ${code}` });
      assert.equal(stdout, '');
      return said.code;
    });
    assert.deepEqual(await Promise.all(codes), [0, 0, 1, 1]);
    const asks = await inShell(check, { aris: '[ "$*" = status ] || exit 3' });
    assert.equal(asks.code, 0);
  });

  it('leaves a start the time that the unit does', () =>
    assert.match(only('HEALTHCHECK'), new RegExp(`--start-period=${ofUnit('TimeoutStartSec')}s `)));
});

describe('the composition', () => {
  it('is built of the checkout', () => {
    const { context = '', dockerfile = '' } = hub.build ?? {};
    assert.equal(resolve(HERE, context), ROOT);
    assert.equal(resolve(HERE, context, dockerfile), join(HERE, 'Containerfile'));
  });

  it('sees the address of each client, and meets the broker at the machine itself', () =>
    assert.deepEqual([hub['network_mode'], broker['network_mode']], ['host', 'host']));

  it('may write to its volume alone', () => {
    assert.equal(hub['read_only'], true);
    const [volume = '', ...more] = hub.volumes ?? [];
    const [name = '', folder] = volume.split(':');
    assert.deepEqual([folder, more], [only('VOLUME'), []]);
    assert.ok(Object.hasOwn(compose.volumes, name));
    assert.deepEqual(hub['cap_drop'], ['ALL']);
    assert.deepEqual(hub['security_opt'], ['no-new-privileges:true']);
  });

  it('has the limits of the unit', () => {
    assert.equal(hub['stop_grace_period'], `${ofUnit('TimeoutStopSec')}s`);
    assert.equal(hub['mem_limit'], ofUnit('MemoryMax'));
    assert.equal(String(hub['pids_limit']), ofUnit('TasksMax'));
  });

  it('has a broker for who asks for one, without a configuration: at this machine alone', () => {
    assert.deepEqual(broker['profiles'], ['broker']);
    assert.equal(broker['command'], 'mosquitto');
    assert.equal(broker.volumes, undefined);
  });
});
