/**
 * The state of the house as clients are shown it: every object as JSON, written once when it changed, and the changes
 * since. It is brought up to date when somebody looks: nobody there, nothing written.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '../../domain/limits.ts';
import { createChangeRing, type StateChange } from './change-ring.ts';
import { hexOf, type Digest } from '../base/credential-ports.ts';
import { isAuditType, withoutOrigin, type EventView } from '../records/event-record.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Random } from '../base/ports/random.ts';
import type { Scope } from './scope.ts';
import type { StateDigest, StateKind, StateSource } from './state-sources.ts';

/** Each kind's member of the state: a list, or the one there is. */
export const MEMBERS: Readonly<
  Record<StateKind, { readonly name: string; readonly isList: boolean }>
> = {
  system: { name: 'system', isList: false },
  zone: { name: 'zones', isList: true },
  fcu: { name: 'fcus', isList: true },
  hcu: { name: 'hcu', isList: false },
  heatpump: { name: 'heatpumps', isList: true },
  dhw: { name: 'dhw', isList: false },
  tes: { name: 'tes', isList: false },
};

export interface Snapshot {
  /** JSON. */
  readonly text: string;
  /** Of the text: strong, quoted. */
  readonly etag: string;
}

export interface State {
  /** All that it may see, with every change up to `seq()`. The very same object while nothing changes. */
  snapshot(scope: Scope): Snapshot;
  /** The number of the last change. */
  seq(): number;
  /** What ids of changes begin with, told to this scope since this start: another's would mean another thing. */
  tag(scope: Scope): string;
  /** All changes after that one, whoever may see them; undefined where it is too old or was never given. */
  since(seq: number): readonly StateChange[] | undefined;
  /** Objects may have come and gone: the house was read anew. */
  reset(): void;
  /** Called with changes at once where they are urgent, else with those of LIMITS.streamWindowMs together. */
  watch(watcher: (changes: readonly StateChange[]) => void): Cancel;
}

/** A digest, as JSON. */
interface Leaf {
  readonly source: StateDigest;
  text: string;
  isStale: boolean;
}

/** The objects of a source, as JSON. */
interface Part {
  readonly source: StateSource;
  texts: ReadonlyMap<string, string>;
  readonly touched: Set<string>;
  isStale: boolean;
}

const TAG_CHARS = 12;

export function createState(deps: {
  sources: readonly StateSource[];
  digests?: readonly StateDigest[];
  journal: { onEvent(listener: (event: EventView) => void): void };
  clock: Clock;
  random: Random;
  digest: Pick<Digest, 'sha256'>;
}): State {
  const { sources, digests = [], journal, clock, random, digest } = deps;
  const boot = Buffer.from(random.bytes(16)).toString('hex');
  const hashOf = (text: string) => hexOf(digest.sha256(text));
  const ring = createChangeRing(LIMITS.streamRing);
  const watchers = new Set<(changes: readonly StateChange[]) => void>();
  const parts = sources.map((source): Part => ({
    source,
    texts: new Map(),
    touched: new Set(),
    isStale: true,
  }));
  const leaves = digests.map((source): Leaf => ({
    source,
    text: JSON.stringify(source.value()),
    isStale: false,
  }));
  /** By the scope's key, the one that was asked for last at the end. */
  const snapshots = new Map<string, Snapshot & { readonly version: number }>();
  let version = 0;
  let untold: StateChange[] = [];
  let cancelWindow: Cancel | undefined;
  let isDue = false;

  function record(change: Omit<StateChange, 'seq'>): void {
    const added = ring.add(change);
    if (watchers.size > 0) untold.push(added);
  }

  function changed(change: Omit<StateChange, 'seq'>): void {
    version++;
    record(change);
  }

  /** Brings one kind up to date: what reads as before has not changed. */
  function refresh(part: Part): void {
    const { source, texts, touched, isStale } = part;
    if (!isStale && touched.size === 0) return;
    const { kind, permission } = source;
    const next = new Map<string, string>();
    for (const { id, view } of source.list()) {
      const kept = isStale || touched.has(id) ? undefined : texts.get(id);
      const text = kept ?? JSON.stringify(view);
      next.set(id, text);
      if (text !== texts.get(id)) changed({ kind, name: kind, id, permission, text });
    }
    for (const id of texts.keys()) {
      const text = JSON.stringify({ kind, id });
      if (!next.has(id)) changed({ kind, name: 'removed', id, permission, text });
    }
    part.texts = next;
    part.isStale = false;
    touched.clear();
  }

  function refreshLeaf(leaf: Leaf): void {
    if (!leaf.isStale) return;
    leaf.isStale = false;
    const { name, permission, value } = leaf.source;
    const text = JSON.stringify(value());
    if (text === leaf.text) return;
    leaf.text = text;
    changed({ kind: name, name, id: name, permission, text });
  }

  function settle(): void {
    cancelWindow?.();
    cancelWindow = undefined;
    isDue = false;
    parts.forEach(refresh);
    leaves.forEach(refreshLeaf);
    const changes = untold;
    untold = [];
    if (changes.length > 0) watchers.forEach((watcher) => watcher(changes));
  }

  function schedule(isUrgent: boolean): void {
    if (watchers.size === 0) return;
    cancelWindow ??= clock.after(LIMITS.streamWindowMs, settle);
    if (!isUrgent || isDue) return;
    isDue = true;
    // A command is told of as an event and as a changed zone: in one go, and not before it is answered.
    void nextTurn().then(settle);
  }

  for (const { source, touched } of parts) {
    source.onChange((id, isUrgent) => {
      touched.add(id);
      schedule(isUrgent);
    });
  }
  for (const leaf of leaves) {
    leaf.source.onChange(() => {
      leaf.isStale = true;
      schedule(false);
    });
  }
  journal.onEvent((event) => {
    const permission = isAuditType(event.type) ? 'audit:read' : 'events:read';
    const auditText = JSON.stringify(event);
    const text = event.from === undefined ? auditText : JSON.stringify(withoutOrigin(event));
    record({ kind: 'event', name: 'event', id: String(event.id), permission, text, auditText });
    schedule(true);
  });

  function memberOf({ source: { kind, permission }, texts }: Part, scope: Scope): string[] {
    if (!scope.may(permission)) return [];
    const { name, isList } = MEMBERS[kind];
    const seen = [...texts].filter(([id]) => scope.sees({ kind, id, permission }));
    const objects = seen.map(([, text]) => text);
    if (isList) return [`"${name}":[${objects.join()}]`];
    return objects.slice(0, 1).map((text) => `"${name}":${text}`);
  }

  function write(scope: Scope): Snapshot & { readonly version: number } {
    const members = [
      ...parts.flatMap((part) => memberOf(part, scope)),
      ...leaves
        .filter(({ source }) => scope.may(source.permission))
        .map(({ source, text }) => `"${source.name}":${text}`),
    ];
    const text = `{${members.join()}}`;
    return { version, text, etag: `"${hashOf(text).slice(0, 32)}"` };
  }

  return {
    snapshot(scope) {
      settle();
      const { key } = scope;
      const kept = snapshots.get(key);
      const snapshot = kept?.version === version ? kept : write(scope);
      snapshots.delete(key);
      snapshots.set(key, snapshot);
      if (snapshots.size > LIMITS.stateScopes)
        snapshots.delete(snapshots.keys().next().value ?? '');
      return snapshot;
    },
    seq: () => ring.seq(),
    tag: ({ key }) => hashOf(boot + key).slice(0, TAG_CHARS),
    since(seq) {
      settle();
      return ring.since(seq);
    },
    reset() {
      for (const part of parts) part.isStale = true;
      // Their order may be another, which is no change of any.
      version++;
      schedule(true);
    },
    watch(watcher) {
      settle();
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}
