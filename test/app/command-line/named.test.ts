import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { idNamed } from '../../../src/app/command-line/named.ts';

const LISTED = { what: 'tokens', listedBy: 'aris token list' };
const one = (id: string, name: string) => ({ id, name });
const named = (text: string, all: readonly { id: string; name: string }[]) =>
  idNamed(LISTED, text, all);

describe('what a person types for one of several', () => {
  it('is its id, though another is called so', () =>
    assert.equal(named('tok_1', [one('tok_2', 'tok_1'), one('tok_1', 'x')]), 'tok_1'));

  it('is its name, in whatever case where no other is spelled just so', () => {
    assert.equal(named('grafana', [one('tok_1', 'Grafana'), one('tok_2', 'HA')]), 'tok_1');
    assert.equal(named('grafana', [one('tok_1', 'Grafana'), one('tok_2', 'grafana')]), 'tok_2');
  });

  it('is refused with the ids where several are called so', () => {
    assert.throws(() => named('HA', [one('tok_1', 'HA'), one('tok_2', 'HA')]), {
      code: 'conflict',
      message:
        '2 of the tokens are called "HA": tok_1, tok_2; nothing was done: name one by its id',
    });
    const many = Array.from({ length: 12 }, (_, at) => one(`tok_${at}`, 'HA'));
    assert.throws(() => named('HA', many), { message: /tok_9 and 2 more; nothing was done/ });
  });

  it('is refused with what lists them where none is called so', () =>
    assert.throws(() => named('x', [one('tok_1', 'HA')]), {
      code: 'not_found',
      message: 'none of the tokens is "x"; aris token list shows them',
    }));
});
