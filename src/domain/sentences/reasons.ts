/** Why a decision is what it is, as people are told: by code, which is a closed set. */

/** Sentences name no measured value, so that a reason changes only when the decision does. */
export const REASON_SENTENCES = {
  // Zones
  heating: 'Heating towards the setpoint.',
  cooling: 'Cooling towards the setpoint.',
  satisfied: 'The room needs neither heat nor cold now.',
  off: 'Switched off.',
  frost_guard: 'Heating because the room is near freezing, whatever else is asked.',
  frost_guard_blind:
    'No fresh temperature while it is freezing cold outdoors: heating gently for a while.',
  heating_season_over:
    'Outdoors it is too warm on average to heat. A hold heats the room all the same.',
  cooling_season_over:
    'Outdoors it is too cool on average to cool. A hold cools the room all the same.',
  sensor_lost: 'No fresh temperature: heating and cooling wait for a sensor.',
  exercise: 'Moved for some minutes, so that nothing gets stuck: it has stood still for a week.',
  thermometer_stuck:
    'The thermometer says the very same though the room is heated: it is heated for half of each hour.',
  minimum_on: 'The call has only just begun and lasts its shortest time.',
  minimum_off: 'The last call has only just ended.',
  auto_hold: 'Heating and cooling do not take turns: the room was just served the other way.',
  open_window: 'A window seems to be open: heating waits for a while.',
  too_humid: 'The air is so humid that cooling would bring condensation.',
  circuit_heats: 'The water circuit heats: other rooms need heat more than this one needs cold.',
  circuit_cools: 'The water circuit cools: other rooms need cold more than this one needs heat.',
  changeover_hold: 'The water circuit was turned round lately and is not turned back yet.',
  changeover_need:
    'The water circuit is turned round once the room lacks half a kelvin, or less for longer.',
  hot_water_first: 'The hot water tank has its turn.',
  // The source
  no_demand: 'Nobody asks for heat or cold.',
  minimum_run: 'The compressor has only just started and runs its shortest time.',
  compressor_rest: 'The compressor rests before its next start.',
  stored_first:
    'The rooms lack little and have what is stored: the compressor starts when they lack more, or that has gone cold.',
  stored_meanwhile:
    'The compressor has to stand for a while: meanwhile what is stored in the water goes round.',
  starts_limit: 'The compressor has had its starts for this hour.',
  changeover: 'The source stops so that the water circuit can be turned round.',
  source_fault: 'The source reports a fault.',
  flow_lost: 'The water stopped while the source ran: it stands, and is tried again later.',
  heater_alone: 'The source reports a fault: the electric heater heats the rooms.',
  heater_added: 'It is so cold outdoors that the electric heater helps the source.',
  buffer_charge: 'The buffer tank is being charged.',
  hot_water: 'The hot water tank is being heated.',
  power_limit: 'A power limit: it has to wait; frost is still guarded.',
  utility_block: 'The grid asks to wait; frost and hygiene are still guarded.',
  // A machine that decides by itself
  appliance_watched: 'The machine decides by itself: its gateway is only watched.',
  appliance_decides: 'The machine decides by itself: it is only told what the hub would like.',
  level_lowered:
    'The machine decides by itself: it is not set as it has to be for the hub to do more.',
  appliance_released: 'The machine decides by itself: the hub was told to let go of it.',
  appliance_unable: 'The machine cannot be told to do this.',
  appliance_heats: 'The machine heats by itself: cold has to wait.',
  appliance_cools: 'The machine cools by itself: heat has to wait.',
  // Hot water
  at_target: 'The hot water is hot enough.',
  reheating: 'The hot water has cooled below its target.',
  below_floor: 'The hot water is about to run out.',
  boost: 'More hot water was asked for.',
  surplus: 'There is energy to spare.',
  disinfection: 'The tank is being disinfected.',
  disinfection_backup: 'The backup heater finishes the disinfection.',
  heater_helps: 'The electric heater helps out until the source can heat the hot water.',
  hot_water_stalled:
    'The source has made the hot water no hotter for long: it is asked for less, and tried again later.',
  house_turn: 'The house has its turn before the tank goes on.',
  quiet_hours: 'Quiet hours: hot water waits until they are over, unless it runs out.',
  tank_unknown: 'No fresh tank temperature: the tank keeps to its own thermostat.',
  // The buffer
  buffer_follows: 'The buffer works with the water circuit.',
  buffer_idle: 'The buffer is not needed.',
  // Power limit
  power_within: 'The source draws less than the limit.',
  power_limited: 'The source was told the limit, and keeps to it by itself.',
  // Surplus
  as_asked: 'As asked.',
  surplus_hold: 'Raised operation lasts its shortest time.',
  block_hold: 'A block lasts its shortest time.',
  block_limit: 'The block has lasted as long as it may.',
} as const;
