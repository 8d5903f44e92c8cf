/** Words of Settings → Rooms and devices, and of adding what was found. */
import { houseMembers } from './house-members.ts';

const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names);

export const rooms = {
  title: 'Rooms and devices',
  about: 'Rooms, floors, and what heats them',
  intro: 'What the house is made of. Each change takes effect at once, and can be undone.',
  notYours: 'Only an owner of the house can change these.',
  notSeen: 'Only people of the house can see these. Sign in with an account.',
  none: 'This house has no room yet. It begins with a thermometer that the hub has found.',
  addMore: 'Add found devices',
  rooms: 'Rooms',

  origin: {
    title: 'Where the house is stored',
    set: (setting: string, path: string) =>
      `A file is in charge: ${setting} names ${path}. Change the house there; this page only shows it.`,
    file: (path: string) =>
      `The house is as the file ${path} says. A change on this page takes over: from then on the hub goes by its own copy.`,
    store: (path: string) =>
      `This page is in charge: the hub goes by its own copy. The file ${path} counts again when it is read in with “aris house reload”.`,
    conflict: (path: string) =>
      `The file ${path} and the house on this page were both changed. The one on this page runs. “aris house reload” on the hub takes the file instead; “aris house export” has the file say what runs.`,
    broken:
      'What was stored last cannot be used. The last good house runs until it is changed here.',
  },

  versions: {
    title: 'Changes',
    last: (who: string, when: string) => `Last changed by ${who}, ${when}`,
    never: 'Nothing has been changed here yet.',
    by: (who: string, when: string) => `${who}, ${when}`,
    changed: houseMembers,
    restored: (version: number) => `as in version ${version} again`,
    read: (path: string) => `read from ${path}`,
    version: (version: number) => `Version ${version}`,
    current: 'Now',
    steps: {
      undo: {
        action: 'Undo',
        title: 'Undo the last change?',
        said: 'The last change is undone.',
      },
      redo: {
        action: 'Redo',
        title: 'Redo the change?',
        said: 'The change is redone.',
      },
    },
    earlier: 'Earlier versions',
    restore: 'Restore',
    restoreLabel: (version: number) => `Restore version ${version}`,
    restoreTitle: (version: number) => `Go back to version ${version}?`,
    restoreText: (who: string, when: string) =>
      `The house becomes as ${who} left it ${when}. What was changed since is kept as a version of its own: you can come back to it.`,
    isRestored: (version: number) => `The house is as in version ${version} again.`,
  },

  late: {
    text: (who: string, members: readonly string[]) =>
      `${who} changed the house meanwhile (${houseMembers(members)}), so yours was not saved.`,
    somebody: 'Somebody',
    load: 'Load it again',
    loaded: (who: string) =>
      `${who} changed the house meanwhile. It is loaded again: try once more.`,
  },
  faultAt: (path: string, message: string) => (path === '' ? message : `${path}: ${message}`),

  room: {
    edit: (name: string) => `Change ${name}`,
    name: 'Name',
    floor: 'Floor',
    floorHint: 'Such as Ground floor. Rooms of one floor stand together.',
    use: 'What is possible here',
    uses: { heat: 'Heating', cool: 'Cooling', both: 'Both' },
    measuredBy: (names: readonly string[]) => `Measured by ${list(names)}`,
    ownSensor: (names: readonly string[]) => `Measured and heated by ${list(names)}`,
    unmeasured: 'No thermometer: the room cannot be controlled',
    heatedBy: (names: readonly string[]) => `Heated by ${list(names)}`,
    unheated: 'No heating of its own',
    silent: 'Thermometer does not report',
    heard: (when: string) => `Last heard ${when}`,
    unheard: 'Thermometer not heard yet',
    replace: 'Replace thermometer',
    heats: 'What heats it',
    heatsElsewhere: (room: string) => `now in ${room}`,
    heatsNone:
      'There is no valve, relay or fan coil in the house yet. Add found ones, and choose then.',
    bySource: 'The heat pump or boiler',
    bySourceHint:
      'By radiators or a floor without a valve that the hub knows: it runs while the room is too cold.',
    heatedBySource: 'Heated by the heat pump or boiler, without a valve of its own',
    sensor: (name: string) => `Thermometer: ${name}`,
    sensorSilent:
      'It does not report. Another can take its place: the room keeps its schedule and history.',
    sensorNew: 'Add a thermometer',
    keep: (name: string) => `${name}, as it is`,
    byFound: (name: string) => `Replace by ${name}`,
    offered: (name: string, temperature: string | undefined, isNear: boolean) => {
      const more = [temperature, isNear && 'stands near'].filter(Boolean);
      return more.length === 0 ? name : `${name} (${more.join(', ')})`;
    },
    near: (names: readonly string[]) =>
      `${list(names)} ${names.length === 1 ? 'stands' : 'stand'} near it`,
    addSensor: 'Add thermometer',
    noSensor: 'None',
    drop: 'Remove it',
    noFound: 'The hub listens for thermometers. Battery devices may only report once an hour.',
    saved: (name: string) => `${name} is saved.`,
    remove: 'Remove room',
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    moved: (name: string, place: number, all: number) => `${name} is now ${place} of ${all}`,
  },

  removal: {
    room: (name: string) => `Remove ${name}?`,
    device: (name: string) => `Remove ${name}?`,
    action: 'Remove',
    goes: 'What goes',
    stays: 'What stays',
    roomItself: (name: string) => `The room ${name}, here and in Home Assistant`,
    sensors: (names: readonly string[]) =>
      `Its ${names.length === 1 ? 'thermometer' : 'thermometers'}: ${list(names)}`,
    terminals: (names: readonly string[]) => `What heats it: ${list(names)}. It heats no room then`,
    records: 'Its schedule and what was measured: Undo brings them back with the room',
    lastRoom: 'A house has one room at least: this is the last one.',
    deviceItself: (name: string) => `${name}: the hub neither hears nor commands it any more`,
    along: (names: readonly string[]) =>
      `${list(names)}, which ${names.length === 1 ? 'is' : 'are'} reached through it`,
    roomsStay: (names: readonly string[]) =>
      `${names.length === 1 ? 'The room' : 'The rooms'} ${list(names)}`,
    past: 'What it has measured so far',
    asItIs: 'The device itself works on as it does without the hub',
    removed: (name: string) => `${name} is removed.`,
  },

  devices: {
    title: 'Devices',
    none: 'No devices beside the thermometers of rooms.',
    edit: (name: string) => `Change ${name}`,
    remove: (name: string) => `Remove ${name}`,
    heats: (room: string) => `Heats ${room}`,
    heatsNone: 'Heats no room',
    outdoors: 'Measures outdoors',
    measures: { electricity: 'Measures electricity', heat: 'Measures heat' } as Readonly<
      Record<string, string>
    >,
  },

  add: {
    room: 'Add room',
    device: 'Add',
    roomOf: (device: string) => `Add room with ${device}`,
    deviceOf: (device: string) => `Add ${device}`,
    title: (device: string) => `Add ${device}`,
    roomName: 'Name of the room',
    name: 'Name',
    where: 'Where it measures',
    newRoom: 'A new room',
    outdoors: 'Outdoors',
    heatsWhat: 'What it heats',
    noRoom: 'No room yet',
    heatsFound: (name: string) => `${name} (found, is added too)`,
    /** What a relay is called that has nothing but a number. */
    heatingOf: (room: string) => `${room} heating`,
    heatsLater:
      'Nothing is known that could heat it. Add valves and relays later, and choose then. A heat pump or boiler heats it without: by radiators or a floor that have no valve of their own.',
    measures: 'What it measures',
    measured: { electricity: 'Electricity', heat: 'Heat' } as Readonly<Record<string, string>>,
    asItIs: 'There is nothing to choose.',
    instead: (name: string) =>
      `It takes the place of the ${name.toLowerCase()} that the house has.`,
    firstRoom: 'A house begins with a room. Add a thermometer first.',
    addedRoom: (name: string) => `${name} is a room of the house now.`,
    added: (name: string) => `${name} is in the house now.`,
    machines: {
      title: (name: string) => `${name} is in the house`,
      text: 'The hub only watches it so far: it reads what it says, and tells it nothing. Let it do more here:',
      later: 'You can change that at any time, here under Rooms and devices or on the page Plant.',
      close: 'Done',
    },
  },

  replace: {
    offer: (old: string, where: readonly string[], since: string) =>
      `${[old, where.length > 0 && `in ${list(where)}`].filter(Boolean).join(' ')} has not reported since ${since}. This one could take its place.`,
    action: 'Replace',
    label: (name: string, old: string) => `Replace ${old} by ${name}`,
    title: (name: string, old: string) => `Replace ${old} by ${name}?`,
    text: (where: readonly string[]) =>
      `The hub goes by the new one from now on.${where.length > 0 ? ` ${list(where)} ${where.length === 1 ? 'keeps its' : 'keep their'} name, schedule and history.` : ''}`,
    done: (name: string, old: string) => `${name} has taken the place of ${old}.`,
  },

  timeZone: {
    title: 'Time zone',
    text: 'The hours of schedules, and the days of energy, go by it.',
    field: 'Time zone',
    hint: 'Such as Europe/Berlin.',
    edit: 'Change the time zone',
    saved: (zone: string) => `The house is in ${zone} now.`,
  },
};
