/** Who does something, and from where: one form for all that is recorded, whichever way it came. */

/** `stranger` is whoever has shown no credential; `mqtt` any client of the broker, which does not say which. */
export const ACTOR_KINDS = [
  'person',
  'token',
  'panel',
  'admin',
  'cli',
  'mqtt',
  'device',
  'stranger',
  'hub',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export interface Actor {
  readonly kind: ActorKind;
  /** `usr_…`, `tok_…`, a device's `kind/id`; else the kind itself, or what else stands for it in records. */
  readonly id: string;
  /** As it was called at the time. */
  readonly name?: string | undefined;
}

/** Whether somebody does it by hand, and waits for it: programs and rules have time. */
export const isByHand = ({ kind }: Pick<Actor, 'kind'>): boolean =>
  kind === 'person' || kind === 'panel' || kind === 'cli' || kind === 'admin';

/** For who may read the audit alone. */
export interface Origin {
  /** Of the client as the hub sees it, past trusted proxies; `mqtt` where the broker is all that is known. */
  readonly address?: string | undefined;
  /** What the client calls itself, in a few words (`domain/agent.ts`). */
  readonly program?: string | undefined;
  /** `ses_…` where one asks. */
  readonly sessionId?: string | undefined;
}

export interface Doer {
  readonly by: Actor;
  /** Absent where nothing is known of it. */
  readonly from?: Origin | undefined;
}

/** By time, by rule, or by what the hub found. */
export const BY_HUB: Doer = { by: { kind: 'hub', id: 'hub' } };
export const OVER_MQTT: Doer = { by: { kind: 'mqtt', id: 'mqtt' }, from: { address: 'mqtt' } };

/** @param address undefined for several */
export const strangerAt = (address: string | undefined): Doer => ({
  by: { kind: 'stranger', id: 'stranger' },
  ...(address !== undefined && { from: { address } }),
});

/** @param user undefined for whoever stands before a panel on the wall */
export const personOf = (
  user: { readonly id: string; readonly name: string } | undefined,
): Actor =>
  user === undefined
    ? { kind: 'panel', id: 'panel' }
    : { kind: 'person', id: user.id, name: user.name };

export const deviceDoer = (ref: { readonly kind: string; readonly id: string }): Doer => ({
  by: { kind: 'device', id: `${ref.kind}/${ref.id}` },
});

/** The source of an event that came over MQTT; nothing where it came another way. */
export const mqttSource = ({ by }: Doer): { readonly source?: 'mqtt' } =>
  by.kind === 'mqtt' ? { source: 'mqtt' } : {};

/** For records of a time when only an id was kept. */
export function actorOfId(id: string): Actor {
  const kinds: readonly (readonly [RegExp, ActorKind])[] = [
    [/^usr_/, 'person'],
    [/^tok_/, 'token'],
    [/^admin@/, 'admin'],
    [/^(?:panel|cli|mqtt)$/, id as ActorKind],
  ];
  return { kind: kinds.find(([form]) => form.test(id))?.[1] ?? 'hub', id };
}
