/** What the schematic shows, in words and colours: from the house as the page shows it everywhere. */
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { activitiesOf, type Activity } from '../../activity.ts';
import { equipmentName, isOnline } from '../../devices.ts';
import { amount, decimal, temperature, type Units } from '../../format.ts';
import type { ShownHouse } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { kinds } from '../../strings/kinds.ts';
import { plant as words } from '../../strings/plant.ts';
import { isTankHeated, makesHotWater, unitFlow, type Flow } from '../../water.ts';

export interface PicturePart {
  readonly id: string;
  readonly name: string;
  readonly isOnline: boolean;
  /** What it does, in a word or two. */
  readonly state: string;
  readonly flow: Flow;
  /** Lines below that. */
  readonly lines: readonly string[];
}

export interface PictureTank extends PicturePart {
  /** °C from top to bottom; undefined where it is not measured. */
  readonly layersC: readonly (number | undefined)[];
  readonly layers: readonly string[];
  /** Whether it gives what it has. */
  readonly isGiving: boolean;
}

export interface Room extends PicturePart {
  readonly temp: string;
  /** Whether water goes through one of its fan coils. */
  readonly hasPipe: boolean;
}

export interface Picture {
  readonly outdoor: string | undefined;
  readonly sources: readonly PicturePart[];
  readonly unit: PicturePart | undefined;
  readonly tank: PictureTank | undefined;
  readonly storage: PictureTank | undefined;
  /** What the water that goes to the rooms brings. */
  readonly circuit: Flow;
  readonly rooms: readonly Room[];
}

export function numberOf(device: EquipmentView | undefined, field: string): number | undefined {
  const value = device?.[field];
  return typeof value === 'number' ? value : undefined;
}

const wordOf = (table: Readonly<Record<string, string>>, value: unknown) =>
  typeof value === 'string' ? table[value] : undefined;

/** The lines that there is something to say in. */
const said = (...lines: (string | false | undefined)[]): string[] =>
  lines.filter((line) => typeof line === 'string' && line !== '') as string[];

/** With its unit; undefined where it is not known. */
const measured = (value: number | undefined, unit: string, decimals = 1) =>
  value === undefined ? undefined : `${decimal(value, decimals)}\u00a0${unit}`;

const kilowatts = (value: number | undefined) => measured(value, 'kW');

/** How fast its compressor turns, by whichever it tells; one that tells neither goes by the unit behind it. */
function compressor(pump: EquipmentView, hcu: EquipmentView | undefined) {
  const percent = numberOf(pump, 'compressorSpeedPercent');
  const hz = numberOf(pump, 'compressorHz');
  const isUnitRunning = hcu !== undefined && isOnline(hcu) && hcu['state'] === 'running';
  const turns = percent ?? hz;
  const text = percent === undefined ? hz !== undefined && amount(hz, 'Hz') : amount(percent, '%');
  return { runs: turns === undefined ? isUnitRunning : turns > 0, text };
}

function sourcePart(house: ShownHouse, pump: EquipmentView): PicturePart {
  const id = pump['hpId'] as string;
  const { runs: turns, text } = compressor(pump, house.hcu);
  const isDefrosting = pump['defrostActive'] === true;
  const runs = turns || isDefrosting;
  const online = isOnline(pump);
  const electrical = kilowatts(numberOf(pump, 'electricalPowerKw'));
  const thermal = kilowatts(numberOf(pump, 'thermalPowerKw'));
  const ofUnit = unitFlow(house.hcu);
  return {
    id,
    name: equipmentName(house, 'heatpump', id),
    isOnline: online,
    state: !online
      ? words.silent
      : isDefrosting
        ? words.unit.defrost
        : runs
          ? words.source.runs(text || undefined)
          : words.source.rests,
    flow: !online || !runs ? 'none' : ofUnit === 'none' ? 'heat' : ofUnit,
    lines: said(
      electrical && words.source.electricity(electrical),
      runs && !isDefrosting && thermal && words.source.output(thermal, ofUnit === 'cool'),
    ),
  };
}

function unitState(hcu: EquipmentView): string {
  if (!isOnline(hcu)) return words.silent;
  const { state, mode } = hcu;
  if (state === 'fault' || state === 'defrost') return words.unit[state];
  return unitFlow(hcu) === 'none'
    ? words.unit.rests
    : (wordOf(words.unit.modes, mode) ?? words.unit.rests);
}

function unitPart(hcu: EquipmentView, hasPumps: boolean, units: Units): PicturePart {
  const temp = (field: string) => temperature(numberOf(hcu, field), units);
  const flow = numberOf(hcu, 'flowRateLpm');
  const pressure = numberOf(hcu, 'systemPressureBar');
  const thermal = kilowatts(numberOf(hcu, 'thermalPowerKw'));
  const runs = unitFlow(hcu) !== 'none';
  return {
    id: hcu['hcuId'] as string,
    name:
      hcu['sourceType'] === 'district_interface' && !hasPumps
        ? words.unit.district
        : kinds.hcu.name,
    isOnline: isOnline(hcu),
    state: unitState(hcu),
    flow: unitFlow(hcu),
    lines: isOnline(hcu)
      ? said(
          words.unit.water(temp('supplyTempC'), temp('returnTempC')),
          [measured(flow, 'L/min'), measured(pressure, 'bar')].filter(Boolean).join(' · '),
          runs && !hasPumps && thermal && words.source.output(thermal, hcu['mode'] === 'cool'),
        )
      : [],
  };
}

const LAYERS = ['tempTopC', 'tempMidC', 'tempBottomC'] as const;

function tankOf(
  tank: EquipmentView,
  units: Units,
  rest: Pick<PictureTank, 'id' | 'name' | 'state' | 'flow' | 'isGiving' | 'lines'>,
): PictureTank {
  const layersC = LAYERS.map((field) => numberOf(tank, field));
  const layers = layersC.map((tempC) => (tempC === undefined ? '' : temperature(tempC, units)));
  return { ...rest, isOnline: isOnline(tank), layersC, layers };
}

function chargeLine(tank: EquipmentView): string | false {
  const charge = numberOf(tank, 'stateOfChargePercent');
  return charge !== undefined && words.tank.charged(charge);
}

function dhwPicture(dhw: EquipmentView, isCharged: boolean, units: Units): PictureTank {
  const liters = numberOf(dhw, 'effectiveCapacityLiters');
  return tankOf(dhw, units, {
    id: dhw['dhwId'] as string,
    name: words.tank.hotWater,
    state: !isOnline(dhw)
      ? words.silent
      : dhw['isSanitizing'] === true
        ? words.tank.disinfects
        : isCharged
          ? words.tank.heats
          : '',
    flow: isCharged ? 'heat' : 'none',
    isGiving: dhw['recircPumpActive'] === true,
    lines: said(
      said(chargeLine(dhw), liters !== undefined && words.tank.liters(liters)).join(' · '),
    ),
  });
}

function storageTank(tes: EquipmentView, units: Units): PictureTank {
  const isCharged = tes['chargeActive'] === true;
  const isGiving = tes['dischargeActive'] === true;
  const brings = tes['mode'] === 'cool' ? 'cool' : 'heat';
  return tankOf(tes, units, {
    id: tes['tesId'] as string,
    name: kinds.tes.name,
    state: !isOnline(tes)
      ? words.silent
      : isCharged
        ? words.tank.charges
        : isGiving
          ? words.tank.gives
          : '',
    flow: isCharged || isGiving ? brings : 'none',
    isGiving: isGiving && !isCharged,
    lines: said(chargeLine(tes)),
  });
}

/** What the water brings that goes through the room's fan coils. */
function roomFlow(activity: Activity, moving: readonly EquipmentView[], circuit: Flow): Flow {
  if (activity === 'heating') return 'heat';
  if (activity === 'cooling') return 'cool';
  return activity === 'blowing' && moving.length > 0 ? circuit : 'none';
}

const isMoving = (fcu: EquipmentView) =>
  isOnline(fcu) && (fcu['mode'] === 'heat' || fcu['mode'] === 'cool');

function roomPart(
  { fcus }: ShownHouse,
  { zoneId, friendlyName, tempC }: ShownHouse['zones'][number],
  { circuit, activity }: { circuit: Flow; activity: Activity },
  units: Units,
): Room {
  const coils = fcus.filter((fcu) => fcu['zoneId'] === zoneId);
  // A valve has none.
  const fans = coils.filter(isOnline).map((fcu) => numberOf(fcu, 'fanPercent') ?? 0);
  const fan = Math.max(0, ...fans);
  const isSilent = tempC === undefined && coils.every((fcu) => !isOnline(fcu));
  return {
    id: zoneId,
    name: friendlyName,
    isOnline: tempC !== undefined,
    state: isSilent ? words.silent : home.zone.activity[activity],
    flow: roomFlow(activity, coils.filter(isMoving), circuit),
    temp: temperature(tempC, units),
    hasPipe: coils.length > 0 || fcus.length === 0,
    lines: said(fan > 0 && words.fan(fan)),
  };
}

/** What the water that goes to the rooms brings: nothing while it all goes into the tank. */
function circuitFlow({ hcu, tes }: ShownHouse, activities: Iterable<Activity>): Flow {
  const flow = unitFlow(hcu);
  if (!makesHotWater(hcu) && flow !== 'none') return flow;
  if (tes?.['dischargeActive'] === true) return tes['mode'] === 'cool' ? 'cool' : 'heat';
  // Water that is warm still goes round.
  const all = [...activities];
  return all.includes('heating') ? 'heat' : all.includes('cooling') ? 'cool' : 'none';
}

export function picture(house: ShownHouse, units: Units): Picture {
  const { hcu, heatpumps, dhw, tes, zones } = house;
  const outdoorC = numberOf(hcu, 'outdoorTempC');
  const activities = activitiesOf(house);
  const circuit = circuitFlow(house, activities.values());
  return {
    outdoor: outdoorC === undefined ? undefined : temperature(outdoorC, units),
    sources: heatpumps.map((pump) => sourcePart(house, pump)),
    unit: hcu && unitPart(hcu, heatpumps.length > 0, units),
    tank: dhw && dhwPicture(dhw, isTankHeated(house), units),
    storage: tes && storageTank(tes, units),
    circuit,
    rooms: zones.map((zone) => {
      const activity = activities.get(zone.zoneId) ?? 'unknown';
      return roomPart(house, zone, { circuit, activity }, units);
    }),
  };
}
