/** Reading a command's arguments: options with and without a value, and what is neither. */
import { UsageError } from './context.ts';

export interface Arguments {
  /** Each value of an option, in order. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/**
 * @param withValue names of options that take a value: `--name value` or `--name=value`
 * @param withoutValue names of options that take none
 * @throws UsageError for an option that is in neither list, or lacks its value
 */
export function parseArguments(
  args: readonly string[],
  withValue: readonly string[],
  withoutValue: readonly string[],
): Arguments {
  const options: Record<string, string[]> = {};
  const flags = new Set<string>();
  const positionals: string[] = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      positionals.push(...rest);
      break;
    }
    const match = /^--(?<name>[a-z-]+)(?:=(?<value>.*))?$/s.exec(arg)?.groups;
    if (match === undefined) {
      if (arg.startsWith('-') && arg !== '-') throw new UsageError(`there is no option ${arg}`);
      positionals.push(arg);
      continue;
    }
    const name = match['name'] ?? '';
    if (withoutValue.includes(name)) {
      if (match['value'] !== undefined) throw new UsageError(`--${name} takes no value`);
      flags.add(name);
    } else if (withValue.includes(name)) {
      const value = match['value'] ?? rest.shift();
      if (value === undefined) throw new UsageError(`--${name} needs a value`);
      (options[name] ??= []).push(value);
    } else throw new UsageError(`there is no option --${name}`);
  }
  return { options, flags, positionals };
}
