import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { API_LEVEL } from '../../src/app/views/system-view.ts';
import { lastingFolder, run } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { PROGRAM, startHub, type TestHub } from '../support/hub.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', 'systemd');
const shipped = readFileSync(join(SHIPPED, 'aris.avahi.xml'), 'utf8');

interface Element {
  readonly name: string;
  readonly attributes: string;
  readonly children: Element[];
  text: string;
}

/** As much of XML as the file needs. @throws Error where it is not well-formed */
function parseXml(xml: string): Element {
  const root: Element = { name: '', attributes: '', children: [], text: '' };
  const open = [root];
  const plain = xml.replace(/^<\?xml [^?]*\?>\s*<!DOCTYPE [^>]*>/, '').replace(/<!--.*?-->/gs, '');
  for (const [, close, name, attributes = '', text] of plain.matchAll(
    /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*>|([^<]+)/g,
  )) {
    const parent = open.at(-1);
    if (parent === undefined) throw new Error('more ends than beginnings');
    if (text !== undefined) parent.text += text.trim();
    else if (close === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> ends nothing`);
    } else {
      const element = { name: name ?? '', attributes: attributes.trim(), children: [], text: '' };
      parent.children.push(element);
      open.push(element);
    }
  }
  const [top, ...more] = root.children;
  if (top === undefined || more.length > 0 || open.length !== 1) throw new Error('not one root');
  return top;
}

const texts = ({ children }: Element, name: string) =>
  children.filter((child) => child.name === name).map(({ text }) => text);

describe('the Avahi service file', () => {
  const group = parseXml(shipped);
  const services = group.children.filter(({ name }) => name === 'service');

  it('is what Avahi’s DTD wants: a name, then services of a type, a port and records', () => {
    assert.match(
      shipped,
      /^<\?xml version="1.0" standalone="no"\?>\n<!DOCTYPE service-group SYSTEM "avahi-service.dtd">/,
    );
    assert.equal(group.name, 'service-group');
    assert.deepEqual(
      group.children.map(({ name }) => name),
      ['name', 'service', 'service'],
    );
    for (const { children, attributes } of services) {
      assert.equal(attributes, '');
      const order = children.map(({ name }) => name).join(' ');
      assert.match(order, /^type port(?: txt-record)*$/);
    }
    assert.equal(group.children[0]?.attributes, 'replace-wildcards="yes"');
    assert.equal(group.children[0].text, 'Aris hub on %h');
  });

  it('announces the hub where systemd’s socket listens', () => {
    const socket = readFileSync(join(SHIPPED, 'aris.socket'), 'utf8');
    const [, port] = /^ListenStream=(?:.*:)?(\d+)$/m.exec(socket) ?? [];
    assert.deepEqual(
      services.map((service) => [...texts(service, 'type'), ...texts(service, 'port')]),
      [
        ['_aris._tcp', port],
        ['_http._tcp', port],
      ],
    );
  });

  it('has records that are short, in lower case, and true', () => {
    const [records = [], ofPage = []] = services.map((service) => texts(service, 'txt-record'));
    for (const record of [...records, ...ofPage]) {
      assert.match(record, /^[a-z]+=[^\s]+$/);
      assert.ok(Buffer.byteLength(record) <= 255);
    }
    const own = Object.fromEntries(records.map((record) => record.split('=') as [string, string]));
    assert.deepEqual(own, {
      txtvers: '1',
      id: 'SERIAL',
      api: String(API_LEVEL),
      path: '/api',
      auth: 'bearer',
      tls: '0',
    });
    assert.deepEqual(ofPage, ['path=/']);
  });

  describe('as it is announced', () => {
    let hub: TestHub;
    const bin = lastingFolder();
    before(async () => {
      hub = await startHub({ args: ['--virtual'] });
      writeFileSync(
        join(bin, 'aris'),
        `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@" --data '${hub.dataFolder}'\n`,
        { mode: 0o755 },
      );
      const listens = `#!/bin/sh\necho 'Listen=[::]:8081 (Stream)'\n`;
      writeFileSync(join(bin, 'systemctl'), listens, { mode: 0o755 });
    });
    after(async () => hub.stop());
    const announce = async (folder: string) =>
      run(join(SHIPPED, 'announce'), [folder], { env: { PATH: `${bin}:/usr/bin:/bin` } });

    it('has the serial of the hub, and the port of its socket', async () => {
      const folder = lastingFolder();
      const { code, stderr } = await announce(folder);
      assert.equal(code, 0, stderr);
      const group = parseXml(readFileSync(join(folder, 'aris.service'), 'utf8'));
      const token = await hub.token('system:read');
      const { serial } = (await curl(`${hub.url}/api/system`, { token })).json() as {
        serial: string;
      };
      const services = group.children.filter(({ name }) => name === 'service');
      assert.ok(services[0] && texts(services[0], 'txt-record').includes(`id=${serial}`));
      assert.deepEqual(
        services.flatMap((service) => texts(service, 'port')),
        ['8081', '8081'],
      );
      assert.deepEqual(readdirSync(folder), ['aris.service']);
      // Once more, over its own.
      assert.equal((await announce(folder)).stderr.includes('somebody'), false);
    });

    it('leaves alone what somebody else has written there', async () => {
      const folder = lastingFolder();
      writeFileSync(join(folder, 'aris.service'), 'mine');
      const { code, stderr } = await announce(folder);
      assert.equal(code, 0);
      assert.match(stderr, /is somebody's own and stays as it is/);
      assert.equal(readFileSync(join(folder, 'aris.service'), 'utf8'), 'mine');
    });
  });
});
