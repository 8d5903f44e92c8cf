import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { API_LEVEL } from '../../src/app/views/system-view.ts';
import { lastingFolder, run } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { openDocument } from '../support/document.ts';
import { startHub, type TestHub } from '../support/hub.ts';

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

  describe('as it is installed', () => {
    let hub: TestHub;
    before(async () => {
      hub = await startHub({ args: ['--virtual'] });
    });
    after(async () => hub.stop());

    it('has the serial of the hub', async () => {
      const token = await hub.token('system:read');
      const [, ...commands] = openDocument(join(SHIPPED, 'README.md')).take(
        'To be found by itself',
      );
      const block = commands.join('\n');
      assert.match(block, /aris\.avahi\.xml/);
      const folder = lastingFolder();
      const script = block
        .replace('http://aris.local', hub.url)
        .replace('systemd/aris.avahi.xml', join(SHIPPED, 'aris.avahi.xml'))
        .replace('/etc/avahi/services/aris.service', join(folder, 'aris.service'));
      writeFileSync(join(folder, 'run.sh'), `TOKEN=${token}\n${script}`);
      const { code } = await run('sh', ['-e', join(folder, 'run.sh')]);
      assert.equal(code, 0);
      const installed = readFileSync(join(folder, 'aris.service'), 'utf8');
      const { serial } = (await curl(`${hub.url}/api/system`, { token })).json() as {
        serial: string;
      };
      const [service] = parseXml(installed).children.filter(({ name }) => name === 'service');
      assert.ok(service && texts(service, 'txt-record').includes(`id=${serial}`));
      assert.ok(!installed.includes('id=SERIAL'));
    });
  });
});
