/** Going back from an upgrade that has given the store a new form, by what is printed on the way. */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { lastingFolder } from '../support/child.ts';
import { bootContainer, type Container } from '../support/container.ts';
import { ROOT, paste } from './installing.ts';
import { answers, apt, sentencesOf, SHELF } from './packages.ts';
import { pack, packLater } from './packaging.ts';

const ARGS = ['--architecture', 'amd64', '--package', 'aris'];

/** @returns the name of the package as it is, and of one whose store has a new form and that does not start */
async function fillShelf(folder: string): Promise<[string, string]> {
  const made = [await pack({ args: ARGS }), await packLater([...ARGS, '--revision', '2'])];
  for (const file of made) cpSync(file, join(folder, basename(file)));
  const [now = '', later = ''] = made.map((file) => basename(file));
  return [now, later];
}

/** What is typed of a sentence: what it prints after `sudo`, as root. */
const typed = (sentences: readonly string[], found: RegExp): string => {
  const line = sentences.map((one) => found.exec(one)?.[1]).find((one) => one !== undefined);
  assert.ok(line !== undefined, sentences.join('\n'));
  return line.replaceAll('sudo ', '');
};

export function describeGoingBack(on: string, tree: string): void {
  describe(`an upgrade that gives the store a new form and does not start, ${on}`, () => {
    let machine: Container;
    let [now, later, token] = ['', '', ''];
    let back = '';
    after(async () => machine.stop());
    const zones = async () =>
      paste(machine, [
        `curl -s -o /dev/null -w '%{http_code}' -H 'Authorization: Bearer ${token}' http://localhost/api/zones`,
      ]);

    it('says how to go back', async () => {
      const shelf = lastingFolder();
      [now, later] = await fillShelf(shelf);
      machine = await bootContainer(ROOT, tree, [`${shelf}:${SHELF}`]);
      await apt(machine, `install ./${now}`);
      await answers(machine);
      await paste(machine, ['aris house init']);
      token = (await paste(machine, ['aris token create laptop'])).trim();
      assert.equal(await zones(), '200');
      const sentences = sentencesOf(await apt(machine, `install ./${later}`));
      assert.match(sentences[0] ?? '', /did not start: aris: this one is broken$/);
      const found = await paste(machine, ['journalctl -u aris']);
      assert.match(found, /backup made before the upgrade/);
      assert.match(found, /the store has a new format/);
      back = typed(sentences, /^aris: to go back: sudo apt (.*)$/);
      assert.match(sentences.at(-1) ?? '', /the store is newer: .*aris restore FILE/);
    });

    it('goes back by that, with everything that was kept before', async () => {
      const sentences = sentencesOf(await apt(machine, back));
      const [, file = ''] =
        /did not start: aris: the store in .* put back the backup (\S+) of /.exec(
          sentences.join('\n'),
        ) ?? [];
      const first = sentences.find((line) => line.includes('restore FILE'));
      const commands = typed([first ?? ''], /: (sudo systemctl stop .*? FILE), with/);
      const said = await paste(machine, [`{ ${commands.replace('FILE', `${file} --yes`)}; } 2>&1`]);
      await paste(machine, [typed(said.split('\n'), /^This starts the hub: (.*)$/)]);
      await answers(machine);
      assert.equal(await zones(), '200');
      assert.equal(
        await paste(machine, ["dpkg-query -W -f='${Version}' aris"]),
        now.split('_')[1] ?? '',
      );
    });
  });
}
