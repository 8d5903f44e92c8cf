/** What the hub's account may, in the language of a broker's access list. */
import type { AccountRights } from '../app/command-line/broker-operations.ts';

/** Which Mosquitto, and which EMQX, reads it is in their own documents: acl_file, and acl.conf of the file authorizer. */
export const ACL_KINDS = ['mosquitto', 'emqx'] as const;
export type AclKind = (typeof ACL_KINDS)[number];

function mosquittoLines({ username, read, write }: AccountRights): string[] {
  const both = new Set(read.filter((topic) => write.includes(topic)));
  const line = (may: string) => (topic: string) => `topic ${may} ${topic}`;
  return [
    // Lines before the first account are for who has none.
    ...(username === undefined ? [] : [`user ${username}`]),
    ...[...both].map(line('readwrite')),
    ...read.filter((topic) => !both.has(topic)).map(line('read')),
    ...write.filter((topic) => !both.has(topic)).map(line('write')),
  ];
}

/** A text of Erlang. */
const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

function emqxLines({ username, read, write }: AccountRights): string[] {
  const who = username === undefined ? 'all' : `{user, ${quoted(username)}}`;
  const rule = (action: string, topics: readonly string[]) =>
    `{allow, ${who}, ${action}, [${topics.map(quoted).join(', ')}]}.`;
  const last = username === undefined ? [] : [`{deny, ${who}, all, ["#"]}.`];
  return [rule('subscribe', read), rule('publish', write), ...last];
}

const WRITERS: Readonly<Record<AclKind, (rights: AccountRights) => string[]>> = {
  mosquitto: mosquittoLines,
  emqx: emqxLines,
};

export const aclLines = (kind: AclKind, rights: AccountRights): string[] => WRITERS[kind](rights);
