import type { HubWords } from '../hub.ts';
import { faultSentences } from './hub-faults.ts';
import { noticeSentences } from './hub-notices.ts';

export const hub: HubWords = {
  reasons: {
    heating: 'Heizt auf die eingestellte Temperatur.',
    cooling: 'Kühlt auf die eingestellte Temperatur.',
    satisfied: 'Der Raum braucht gerade weder Wärme noch Kälte.',
    off: 'Ausgeschaltet.',
    frost_guard: 'Frostschutz: Heizt, weil es im Raum fast friert, egal was eingestellt ist.',
    frost_guard_blind:
      'Frostschutz: Keine frische Temperatur, und draußen ist es eiskalt. Heizt eine Weile sanft.',
    heating_season_over:
      'Draußen ist es im Mittel zu warm zum Heizen. Stellst du den Raum von Hand ein, wird trotzdem geheizt.',
    cooling_season_over:
      'Draußen ist es im Mittel zu kühl zum Kühlen. Stellst du den Raum von Hand ein, wird trotzdem gekühlt.',
    sensor_lost: 'Keine frische Temperatur: Heizen und Kühlen warten auf einen Fühler.',
    exercise:
      'Wird ein paar Minuten bewegt, damit nichts festsitzt: Es stand eine Woche lang still.',
    thermometer_stuck:
      'Das Thermometer meldet immer dasselbe, obwohl geheizt wird: Geheizt wird die Hälfte jeder Stunde.',
    minimum_on: 'Hat gerade erst angefangen und läuft seine Mindestzeit.',
    minimum_off: 'Hat gerade erst aufgehört.',
    auto_hold:
      'Heizen und Kühlen wechseln sich nicht ab: Der Raum wurde eben noch andersherum bedient.',
    open_window: 'Ein Fenster scheint offen zu sein: Das Heizen wartet eine Weile.',
    too_humid: 'Die Luft ist so feucht, dass es beim Kühlen tropfen würde.',
    circuit_heats:
      'Der Wasserkreis heizt: Andere Räume brauchen die Wärme mehr als dieser die Kälte.',
    circuit_cools:
      'Der Wasserkreis kühlt: Andere Räume brauchen die Kälte mehr als dieser die Wärme.',
    changeover_hold:
      'Der Wasserkreis wurde vor Kurzem umgestellt und wird noch nicht zurückgestellt.',
    changeover_need:
      'Der Wasserkreis wird umgestellt, sobald dem Raum ein halbes Grad fehlt, oder weniger für längere Zeit.',
    hot_water_first: 'Der Warmwasserspeicher ist an der Reihe.',
    no_demand: 'Niemand verlangt Wärme oder Kälte.',
    minimum_run: 'Der Verdichter ist gerade erst angelaufen und läuft seine Mindestzeit.',
    compressor_rest: 'Der Verdichter ruht vor dem nächsten Start.',
    stored_first:
      'Den Räumen fehlt wenig, und der Vorrat reicht: Der Verdichter startet, wenn mehr fehlt oder der Vorrat verbraucht ist.',
    stored_meanwhile:
      'Der Verdichter muss eine Weile stehen: Bis dahin kommt, was im Wasser gespeichert ist.',
    starts_limit: 'Der Verdichter hat in dieser Stunde genug Starts gehabt.',
    changeover: 'Die Wärmequelle hält an, damit der Wasserkreis umgestellt werden kann.',
    source_fault: 'Die Wärmequelle meldet eine Störung.',
    flow_lost:
      'Das Wasser blieb stehen, während die Wärmequelle lief: Sie steht und wird später wieder versucht.',
    heater_alone: 'Die Wärmequelle meldet eine Störung: Der Heizstab heizt die Räume.',
    heater_added: 'Draußen ist es so kalt, dass der Heizstab der Wärmequelle hilft.',
    buffer_charge: 'Der Pufferspeicher wird geladen.',
    hot_water: 'Der Warmwasserspeicher wird geheizt.',
    power_limit: 'Wegen einer Leistungsgrenze muss das warten; der Frostschutz läuft weiter.',
    utility_block:
      'Das Stromnetz bittet zu warten; Frostschutz und Legionellenschutz laufen weiter.',
    appliance_watched: 'Die Maschine entscheidet selbst: Der Hub sieht nur zu.',
    appliance_decides: 'Die Maschine entscheidet selbst: Der Hub sagt ihr nur, was er gern hätte.',
    level_lowered:
      'Die Maschine entscheidet selbst: Sie ist nicht so eingestellt, dass der Hub mehr tun könnte.',
    appliance_released:
      'Die Maschine entscheidet selbst: Dem Hub wurde gesagt, er soll sie loslassen.',
    appliance_unable: 'Das kann der Maschine nicht vorgegeben werden.',
    appliance_heats: 'Die Maschine heizt von selbst: Kühlen muss warten.',
    appliance_cools: 'Die Maschine kühlt von selbst: Heizen muss warten.',
    at_target: 'Das Warmwasser ist heiß genug.',
    reheating: 'Das Warmwasser ist unter seine Solltemperatur abgekühlt.',
    below_floor: 'Das Warmwasser geht bald aus.',
    boost: 'Mehr Warmwasser ist gewünscht.',
    surplus: 'Es ist Energie übrig.',
    disinfection: 'Der Legionellenschutz läuft.',
    disinfection_backup: 'Der Heizstab bringt den Legionellenschutz zu Ende.',
    heater_helps: 'Der Heizstab hilft aus, bis die Wärmequelle Warmwasser bereiten kann.',
    hot_water_stalled:
      'Die Wärmequelle hat das Warmwasser lange nicht heißer gemacht: Sie soll weniger leisten, und später wird es wieder versucht.',
    house_turn: 'Das Haus ist an der Reihe, danach geht es mit dem Speicher weiter.',
    quiet_hours: 'Ruhezeit: Das Warmwasser wartet, bis sie vorbei ist, außer es geht aus.',
    tank_unknown:
      'Keine frische Temperatur des Speichers: Er richtet sich nach seinem eigenen Thermostat.',
    buffer_follows: 'Der Pufferspeicher arbeitet mit dem Wasserkreis.',
    buffer_idle: 'Der Pufferspeicher wird nicht gebraucht.',
    power_within: 'Die Wärmequelle braucht weniger als die Grenze.',
    power_limited: 'Die Wärmequelle kennt die Grenze und hält sie selbst ein.',
    as_asked: 'Wie gewünscht.',
    surplus_hold: 'Der verstärkte Betrieb läuft seine Mindestzeit.',
    block_hold: 'Eine Sperre dauert ihre Mindestzeit.',
    block_limit: 'Die Sperre hat so lange gedauert, wie sie darf.',
  },
  faults: faultSentences,
  quoted: (text) => `„${text}“`,
  notices: noticeSentences,
};
