/**
 * JSON as a careful reader takes it: RFC 8259 and nothing looser, and no member twice, since two readers would
 * disagree on which of them counts.
 */
import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { HubError, messageOf } from '../domain/errors.ts';

/** The path of a member or element below `path`, as JavaScript would write it. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function refuseRepeated(node: ValueNode, path: string): void {
  if (node.type === 'Array') {
    node.elements.forEach((element, index) => refuseRepeated(element.value, joinPath(path, index)));
  }
  if (node.type !== 'Object') return;
  const seen = new Set<string>();
  for (const member of node.members) {
    const name = member.name.type === 'String' ? member.name.value : member.name.name;
    const memberPath = joinPath(path, name);
    if (seen.has(name)) {
      const { line, column } = member.name.loc.start;
      throw new HubError(
        'invalid',
        `${memberPath} stands twice, again at line ${line}, column ${column}`,
        {
          field: memberPath,
        },
      );
    }
    seen.add(name);
    refuseRepeated(member.value, memberPath);
  }
}

/** @throws HubError `invalid`, saying where */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    // Both must agree: JSON.parse for the value, the other for where a fault or a repeated member is.
    refuseRepeated(parse(text, { mode: 'json' }).body, '');
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof HubError) throw error;
    throw new HubError('invalid', `not JSON: ${messageOf(error)}`);
  }
  return value;
}
