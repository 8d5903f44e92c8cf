import type { HubWords } from '../hub.ts';
import { faultSentences } from './hub-faults.ts';
import { noticeSentences } from './hub-notices.ts';

export const hub: HubWords = {
  reasons: {
    heating: 'Chauffe pour atteindre la consigne.',
    cooling: 'Rafraîchit pour atteindre la consigne.',
    satisfied: 'La pièce n’a besoin ni de chaleur ni de froid.',
    off: 'À l’arrêt.',
    frost_guard:
      'Hors-gel\u202f: chauffe, quel que soit le réglage, car il gèle presque dans la pièce.',
    frost_guard_blind:
      'Hors-gel\u202f: pas de température récente alors qu’il gèle dehors. Chauffe doucement un moment.',
    heating_season_over:
      'Il fait en moyenne trop doux dehors pour chauffer. Un réglage manuel chauffe quand même la pièce.',
    cooling_season_over:
      'Il fait en moyenne trop frais dehors pour rafraîchir. Un réglage manuel rafraîchit quand même la pièce.',
    sensor_lost:
      'Pas de température récente\u202f: chauffage et rafraîchissement attendent une sonde.',
    exercise:
      'Mis en mouvement quelques minutes pour éviter tout blocage, après une semaine sans bouger.',
    thermometer_stuck:
      'Le thermomètre indique toujours la même valeur alors que la pièce est chauffée\u202f: elle l’est la moitié de chaque heure.',
    minimum_on: 'La demande vient de commencer et dure son temps minimal.',
    minimum_off: 'La dernière demande vient de se terminer.',
    auto_hold:
      'Chauffage et rafraîchissement n’alternent pas si vite\u202f: la pièce vient d’être servie dans l’autre sens.',
    open_window: 'Une fenêtre semble ouverte\u202f: le chauffage attend un moment.',
    too_humid: 'L’air est si humide que le froid ferait de la condensation.',
    circuit_heats:
      'Le circuit d’eau chauffe\u202f: d’autres pièces ont plus besoin de chaud que celle-ci de froid.',
    circuit_cools:
      'Le circuit d’eau rafraîchit\u202f: d’autres pièces ont plus besoin de froid que celle-ci de chaud.',
    changeover_hold: 'Le circuit d’eau vient d’être inversé et ne l’est pas de nouveau si tôt.',
    changeover_need:
      'Le circuit d’eau sera inversé quand il manquera un demi-degré à la pièce, ou moins pendant plus longtemps.',
    hot_water_first: 'C’est le tour du ballon d’eau chaude.',
    no_demand: 'Personne ne demande de chaud ni de froid.',
    minimum_run: 'Le compresseur vient de démarrer et tourne son temps minimal.',
    compressor_rest: 'Le compresseur se repose avant son prochain démarrage.',
    stored_first:
      'Il manque peu aux pièces, et la réserve suffit\u202f: le compresseur démarre s’il leur manque plus ou si la réserve est épuisée.',
    stored_meanwhile:
      'Le compresseur doit s’arrêter un moment\u202f: en attendant, ce qui reste dans l’eau circule.',
    starts_limit: 'Le compresseur a eu assez de démarrages pour cette heure.',
    changeover: 'Le générateur s’arrête pour que le circuit d’eau puisse être inversé.',
    source_fault: 'Le générateur signale un défaut.',
    flow_lost:
      'L’eau s’est arrêtée pendant que le générateur tournait\u202f: il est arrêté, un nouvel essai suivra.',
    heater_alone: 'Le générateur signale un défaut\u202f: l’appoint électrique chauffe les pièces.',
    heater_added: 'Il fait si froid dehors que l’appoint électrique aide le générateur.',
    buffer_charge: 'Le ballon tampon est en charge.',
    hot_water: 'Le ballon d’eau chaude est en chauffe.',
    power_limit:
      'Une limite de puissance impose d’attendre\u202f; la protection hors-gel reste active.',
    utility_block:
      'Le réseau électrique demande d’attendre\u202f; la protection hors-gel et la désinfection restent assurées.',
    appliance_watched: 'La machine décide seule\u202f: le hub ne fait que l’observer.',
    appliance_decides: 'La machine décide seule\u202f: le hub lui dit seulement ce qu’il souhaite.',
    level_lowered:
      'La machine décide seule\u202f: elle n’est pas réglée pour que le hub puisse faire plus.',
    appliance_released: 'La machine décide seule\u202f: le hub a reçu l’ordre de la laisser libre.',
    appliance_unable: 'Cela ne peut pas être demandé à la machine.',
    appliance_heats: 'La machine chauffe d’elle-même\u202f: le rafraîchissement doit attendre.',
    appliance_cools: 'La machine rafraîchit d’elle-même\u202f: le chauffage doit attendre.',
    at_target: 'L’eau chaude est assez chaude.',
    reheating: 'L’eau chaude a refroidi sous sa consigne.',
    below_floor: 'L’eau chaude va bientôt manquer.',
    boost: 'Plus d’eau chaude a été demandée.',
    surplus: 'Il y a de l’énergie en surplus.',
    disinfection: 'Le ballon est en cours de désinfection.',
    disinfection_backup: 'L’appoint électrique termine la désinfection.',
    heater_helps:
      'L’appoint électrique prend le relais jusqu’à ce que le générateur puisse faire de l’eau chaude.',
    hot_water_stalled:
      'Depuis longtemps, le générateur ne rend plus l’eau chaude plus chaude\u202f: il lui en est demandé moins, et un nouvel essai suivra.',
    house_turn: 'C’est le tour de la maison, ensuite viendra de nouveau le ballon.',
    quiet_hours: 'Heures calmes\u202f: l’eau chaude attend leur fin, sauf si elle vient à manquer.',
    tank_unknown: 'Pas de température récente du ballon\u202f: il suit son propre thermostat.',
    buffer_follows: 'Le ballon tampon travaille avec le circuit d’eau.',
    buffer_idle: 'Le ballon tampon n’est pas nécessaire.',
    power_within: 'Le générateur consomme moins que la limite.',
    power_limited: 'Le générateur connaît la limite et la respecte de lui-même.',
    as_asked: 'Comme demandé.',
    surplus_hold: 'La marche renforcée dure son temps minimal.',
    block_hold: 'Un blocage dure son temps minimal.',
    block_limit: 'Le blocage a duré aussi longtemps qu’il le peut.',
  },
  faults: faultSentences,
  quoted: (text) => `«\u202f${text}\u202f»`,
  notices: noticeSentences,
};
