import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseArguments } from '../../src/cli/arguments.ts';

const parse = (...args: string[]) => parseArguments(args, ['name', 'zone'], ['json', 'virtual']);
const faultsOf = (...args: string[]) => parse(...args).faults;

describe('the arguments of a command', () => {
  it('are options with a value in either form, flags, and what is neither, in any order', () => {
    assert.deepEqual(parse('create', '--name', 'a', '--json', 'x', '--zone=b'), {
      faults: [],
      options: { name: ['a'], zone: ['b'] },
      flags: new Set(['json']),
      positionals: ['create', 'x'],
    });
  });

  it('may say an option more than once: each value counts, in order', () => {
    assert.deepEqual(parse('--zone', 'b', '--zone=a').options, { zone: ['b', 'a'] });
  });

  it('have as a value whatever stands there: an equals sign, a line feed, nothing, another option', () => {
    assert.deepEqual(parse('--name=a=b').options, { name: ['a=b'] });
    assert.deepEqual(parse('--name=a\nb').options, { name: ['a\nb'] });
    assert.deepEqual(parse('--name=').options, { name: [''] });
    assert.deepEqual(parse('--name', '--json').options, { name: ['--json'] });
  });

  it('end where -- stands: what follows is no option', () => {
    const { options, flags, positionals, faults } = parse('a', '--', '--name', '-x', '--');
    assert.deepEqual([options, [...flags], faults], [{}, [], []]);
    assert.deepEqual(positionals, ['a', '--name', '-x', '--']);
  });

  it('may be a dash alone, which stands for what is piped in', () => {
    assert.deepEqual(parse('-').positionals, ['-']);
  });

  it('say what an option is called here that other programs call otherwise', () => {
    const fault = (...known: string[]) => parseArguments(['--port', '80'], known, []).faults;
    assert.deepEqual(fault('listen'), ['there is no option --port, but --listen']);
    assert.deepEqual(fault('name'), ['there is no option --port'], 'of this command');
    assert.deepEqual(faultsOf('--constructor'), ['there is no option --constructor']);
  });

  it('have each fault told', () => {
    assert.deepEqual(faultsOf('--name'), ['--name needs a value']);
    assert.deepEqual(faultsOf('--json=yes'), ['--json takes no value']);
    assert.deepEqual(faultsOf('--nme', 'x', '-q'), [
      'there is no option --nme',
      'there is no option -q',
    ]);
    assert.deepEqual(faultsOf('--constructor'), ['there is no option --constructor']);
  });

  it('never have a value told with a fault: it may be a password', () => {
    const told = faultsOf('--password=hunter2', '--mqtt_password=hunter2\nx', '-Phunter2').join();
    assert.doesNotMatch(told, /hunter2/);
    assert.deepEqual(faultsOf('--mqtt_password=hunter2\nx', '-Phunter2'), [
      'there is no option --mqtt_password',
      'there is no option -P',
    ]);
  });
});
