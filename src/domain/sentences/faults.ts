/** What is wrong, as people are told: of each fault that the hub itself finds, by code. A device has its own words for its own. */
export const FAULT_SENTENCES = {
  // Any device
  device_offline: 'offline: nothing fresh is heard of it that can be read',
  never_heard:
    'nothing was ever heard of it: look whether it runs, whether its topics are spelled as it says them, and whether the broker lets the hub read them',
  topic_silent:
    'nobody has ever said anything on a topic that it is bound to: look whether it is spelled as the device says it, and whether the broker lets the hub read it',
  topic_refused:
    'the broker does not let the hub listen to it: the broker’s access list has to let the hub read the topic',
  order_refused:
    'what the hub tells it does not get past the broker, whose access list has to let the hub write the topic',
  reading_impossible:
    'most of what it says of a reading cannot be: look at the unit, the scale and the place in the message that its binding gives',
  gateway_offline:
    'it says that it is offline: look at the power and the network of the device, or of the gateway that speaks for it',
  machine_silent:
    'its gateway is there, but nothing is heard of the machine behind it: look at the cable between them, and whether the machine is on',
  sensor_stuck:
    'it has said the very same for a day: look at its battery, whether it measures at all, and whether its gateway repeats an old report; what else measures the room goes before it',
  command_unconfirmed: 'it has not confirmed what it was told',
  device_disagrees: 'it says again and again that it is otherwise than it was told',
  level_lowered:
    'the hub does less with it than was chosen: it is not set as it has to be for that',
  // A zone
  temperature_unknown: 'no fresh temperature: heating and cooling wait for a sensor',
  humidity_unknown: 'no fresh humidity: it is cooled as if its air were damp',
  frost: 'the room is near freezing',
  not_served: 'it has been waiting for heat or cold for long',
  no_effect:
    'it is heated for hours and gets no warmer: look at its valve, for air in its pipes, at filter and fan, for an open window, and at the place of its thermometer',
  thermometer_stuck:
    'it is heated for hours and its thermometer says the very same: look at its battery, whether it measures at all, and whether its gateway repeats an old report; meanwhile the room is heated for half of each hour',
  valve_open:
    'it gets warm by night though it is told to be closed: look at its valve or relay, and whether it is wired to another room',
  // The hydronic unit
  source_fault: 'the source of heat and cold reports a fault',
  source_idle:
    'rooms call and the source stands: look whether it is switched on, at its own season, programme and limits, at what its display says, and whether it gets its current',
  flow_lost:
    'no water flows while the source runs, which is stopped for that: look at the pump, the filter, closed valves, and air in the pipes; once that is done, switch the house off and on: it is tried again then',
  flow_low:
    'little water flows through the source: look at the filter, at valves that are closed or half open, and at the speed of the pump',
  pressure_low:
    'the water pressure is low: fill up water, and look for where it goes and at the expansion vessel',
  outdoor_unknown: 'no outdoor temperature: the heating curve takes a fixed one',
  // The hot water tank
  hygiene_overdue: 'the disinfection of the hot water is overdue',
  tank_unknown: 'no fresh temperature of the hot water tank, which keeps to its own thermostat',
  hot_water_cold: 'the hot water has been about to run out for long',
  hot_water_stalled:
    'two hours of heating have made the hot water no hotter: look at the valve between tank and circuit, at air in the tank’s coil, at the place of its thermometer, and whether the machine is itself set to less',
  // The hub itself
  hub_standby: 'another hub commands this house: this one stands by, and tells no device anything',
  hub_twin:
    'another hub with the same serial commands this house: two machines with one machine-id, or one cloned card; this one stands by',
  broker_lost:
    'the setting of its broker is gone: it hears no device and tells none anything; set it again under Settings, MQTT broker, or by ARIS_MQTT_URL',
  broker_locked:
    'the key that the password of its broker is sealed with is gone: it hears no device and tells none anything; set the broker again under Settings, MQTT broker',
  storage_full: 'there is no room left to store anything: changes are refused',
  storage_unwritable:
    'its disk takes no writes: the house goes on, but changes are refused and nothing is kept',
  storage_damaged:
    'its store is damaged: the house goes on, but changes are refused until the hub is started anew, which puts it right',
  storage_slow: 'its disk is slow: whatever is set waits for it for seconds',
  storage_restored:
    'its store was damaged and another took its place: a notice says what is gone, and waits for an owner to dismiss it',
  storage_damaged_records:
    'some of its records could not be read: notices name them, and wait for an owner to dismiss them',
  house_conflict:
    'the house was changed both in its file and elsewhere: what is kept runs; aris house reload takes the file, aris house export writes it anew',
  house_broken:
    'the house is not usable as it stands, and goes on as it last was: aris house check names the faults',
  backup_failing: 'the last backup could not be made: the log and an event say why',
  backup_old: 'there is no good backup of the last three days',
  storage_newer_records:
    'a newer version wrote some of its records: they count for nothing until it is installed again',
} as const;

export type FaultCode = keyof typeof FAULT_SENTENCES;
