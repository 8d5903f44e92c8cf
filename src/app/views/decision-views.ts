/** What control last decided, as it is shown. It tells of what shows differently, and of nothing else. */
import type { ControlDecision, DhwDecision } from '../../domain/control/cycle/decision.ts';
import { levelView } from '../../domain/control/appliance/level-view.ts';
import type { PowerLimitEffect } from '../../domain/control/grid/power-limit.ts';
import { shownReason, type ReasonView } from '../../domain/control/base/reasons.ts';
import type { EquipmentKind, EquipmentView } from '../../domain/equipment/view.ts';
import type { House } from '../../domain/house.ts';
import { isoTime } from '../../domain/units.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { Decisions } from '../control/decisions.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { ZoneDecisionView } from '../../domain/zone-view.ts';

/** Kinds of device that control decides for by themselves. */
type DecidedKind = 'hcu' | 'dhw' | 'tes';

/** Of a zone, or of a device by its kind. */
export interface DecisionChange {
  readonly kind: 'zone' | DecidedKind;
  readonly id: string;
}

export interface SurplusView {
  readonly asked: number;
  readonly effective: number;
  readonly reason: ReasonView;
}

export interface PowerLimitView {
  readonly askedKw: number;
  readonly effective: PowerLimitEffect;
  readonly reason: ReasonView;
}

export interface DecisionViews {
  zone(zoneId: string): ZoneDecisionView | undefined;
  device(kind: EquipmentKind): EquipmentView | undefined;
  surplus(): SurplusView | undefined;
  powerLimit(): PowerLimitView | undefined;
  /** ISO 8601: when the quiet hours are over that it is now. */
  quietUntil(): string | undefined;
  onChange(listener: Listener<DecisionChange>): Cancel;
  /** @param listener is told that what control makes of surplus, power limit or quiet hours is another */
  onGrid(listener: Listener<void>): Cancel;
}

const sameReason = (one: ReasonView, other: ReasonView) =>
  one.code === other.code && one.until === other.until;

function sameDecision(one: ZoneDecisionView | undefined, other: ZoneDecisionView): boolean {
  return (
    one?.activeCall === other.activeCall &&
    one.effectiveMode === other.effectiveMode &&
    sameReason(one.reason, other.reason)
  );
}

function hygieneView({ lastSuccessMs, nextDueMs, isOverdue, isRunning }: DhwDecision['hygiene']) {
  return {
    ...(lastSuccessMs !== undefined && { lastSuccess: isoTime(lastSuccessMs) }),
    nextDue: isoTime(nextDueMs),
    overdue: isOverdue,
    running: isRunning,
  };
}

/** What is asked of the device, what comes of it and why; and what it was told beyond that. */
function deviceViews(
  { hcu, dhw, tes }: ControlDecision,
  { bindings = [] }: House,
): Map<DecidedKind, EquipmentView> {
  const views = new Map<DecidedKind, EquipmentView>();
  const put = (
    kind: DecidedKind,
    { asked, effective, reason, appliance }: NonNullable<typeof hcu | typeof dhw | typeof tes>,
    more: EquipmentView = {},
  ) => {
    // Of these kinds a house has one each.
    const binding = () => bindings.find((one) => one.kind === kind);
    views.set(kind, {
      asked,
      effective,
      reason: { ...shownReason(reason) },
      ...more,
      ...(appliance !== undefined && { control: levelView(appliance, binding()) }),
    });
  };
  if (hcu !== undefined) {
    const { supplyTempC, curveShiftK } = hcu.command;
    put('hcu', hcu, {
      ...(supplyTempC !== undefined && { targetSupplyTempC: supplyTempC }),
      ...(curveShiftK !== undefined && { curveShiftK }),
    });
  }
  if (dhw !== undefined)
    put('dhw', dhw, {
      effectiveTargetTempC: dhw.targetTempC,
      hygiene: hygieneView(dhw.hygiene),
    });
  if (tes !== undefined) put('tes', tes);
  return views;
}

export function createDecisionViews(deps: {
  house: Pick<CurrentHouse, 'get'>;
  decisions: Pick<Decisions, 'onTaken'>;
}): DecisionViews {
  const listeners = createListeners<DecisionChange>();
  const gridListeners = createListeners();
  const zones = new Map<string, ZoneDecisionView>();
  let devices = new Map<DecidedKind, EquipmentView>();
  /** The device views as text: they are three, and nested. */
  let texts = new Map<DecidedKind, string>();
  let surplus: SurplusView | undefined;
  let powerLimit: PowerLimitView | undefined;
  let quietUntil: string | undefined;

  function takeZones(decision: ControlDecision): void {
    for (const { zoneId, activeCall, effectiveMode, reason } of decision.zones) {
      const view = { activeCall, effectiveMode, reason: shownReason(reason) };
      if (sameDecision(zones.get(zoneId), view)) continue;
      zones.set(zoneId, view);
      listeners.tell({ kind: 'zone', id: zoneId });
    }
  }

  function takeDevices(decision: ControlDecision): void {
    const house = deps.house.get();
    const { hcu, dhw, tes } = house;
    const before = texts;
    devices = deviceViews(decision, house);
    texts = new Map([...devices].map(([kind, view]) => [kind, JSON.stringify(view)]));
    const ids = { hcu: hcu?.hcuId, dhw: dhw?.dhwId, tes: tes?.tesId };
    for (const [kind, text] of texts) {
      const id = ids[kind];
      if (id !== undefined && before.get(kind) !== text) listeners.tell({ kind, id });
    }
  }

  function takeSurplus({ asked, effective, reason }: ControlDecision['surplus']): void {
    const before = surplus;
    surplus = { asked, effective, reason: shownReason(reason) };
    const isSame =
      before?.asked === asked &&
      before.effective === effective &&
      sameReason(before.reason, surplus.reason);
    if (!isSame) gridListeners.tell();
  }

  function takePowerLimit({ powerLimit: decided }: ControlDecision): void {
    const before = JSON.stringify(powerLimit);
    powerLimit = decided && { ...decided, reason: shownReason(decided.reason) };
    if (JSON.stringify(powerLimit) !== before) gridListeners.tell();
  }

  function takeQuiet({ quietUntilMs }: ControlDecision): void {
    const before = quietUntil;
    quietUntil = quietUntilMs === undefined ? undefined : isoTime(quietUntilMs);
    if (quietUntil !== before) gridListeners.tell();
  }

  deps.decisions.onTaken((decision) => {
    takeSurplus(decision.surplus);
    takePowerLimit(decision);
    takeQuiet(decision);
    const decided = new Set(decision.zones.map(({ zoneId }) => zoneId));
    for (const zoneId of zones.keys()) if (!decided.has(zoneId)) zones.delete(zoneId);
    takeZones(decision);
    takeDevices(decision);
  });

  return {
    zone: (zoneId) => zones.get(zoneId),
    device: (kind) => devices.get(kind as DecidedKind),
    surplus: () => surplus,
    onChange: listeners.add,
    powerLimit: () => powerLimit,
    quietUntil: () => quietUntil,
    onGrid: gridListeners.add,
  };
}
