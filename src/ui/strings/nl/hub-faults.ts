import type { HubWords } from '../hub.ts';

export const faultSentences: HubWords['faults'] = {
  device_offline: 'niet bereikbaar: er komt niets actueels binnen dat te lezen is',
  never_heard:
    'is nog nooit gehoord: controleer of het apparaat draait, of zijn topics zo gespeld zijn als het ze stuurt, en of de broker de hub ze laat lezen',
  topic_silent:
    'op een van zijn topics heeft nog nooit iemand iets gezegd: controleer of het zo gespeld is als het apparaat het stuurt, en of de broker de hub het laat lezen',
  topic_refused:
    'de broker laat de hub niet luisteren: de toegangslijst van de broker moet het lezen van het topic toestaan',
  order_refused:
    'wat de hub zegt, komt niet langs de broker: diens toegangslijst moet het schrijven van het topic toestaan',
  reading_impossible:
    'het meeste wat over een meetwaarde wordt gemeld, kan niet: controleer de eenheid, de schaal en de plaats in het bericht die de koppeling noemt',
  gateway_offline:
    'meldt zichzelf als offline: controleer de stroom en het netwerk van het apparaat, of van de gateway die ervoor spreekt',
  machine_silent:
    'de gateway is er, maar van het toestel erachter is niets te horen: controleer de kabel ertussen, en of het toestel aanstaat',
  sensor_stuck:
    'meldt al een dag precies hetzelfde: controleer de batterij, of er wel wordt gemeten, en of de gateway een oud bericht herhaalt; wat de kamer verder meet, gaat voor',
  command_unconfirmed: 'heeft een opdracht niet bevestigd',
  device_disagrees: 'meldt telkens iets anders dan was opgedragen',
  level_lowered:
    'de hub doet er minder mee dan gekozen: het toestel is niet zo ingesteld als daarvoor nodig is',
  temperature_unknown: 'geen actuele temperatuur: verwarmen en koelen wachten op een sensor',
  humidity_unknown: 'geen actuele luchtvochtigheid: er wordt gekoeld alsof de lucht vochtig is',
  frost: 'het vriest bijna in de kamer',
  not_served: 'wacht al lang op warmte of kou',
  no_effect:
    'wordt al uren verwarmd en niet warmer: controleer de klep, lucht in de leidingen, filter en ventilator, een open raam en de plek van de thermometer',
  thermometer_stuck:
    'wordt al uren verwarmd, en de thermometer meldt precies hetzelfde: controleer de batterij, of hij wel meet, en of zijn gateway een oud bericht herhaalt; intussen wordt de kamer de helft van elk uur verwarmd',
  valve_open:
    'wordt ’s nachts warm terwijl alles dicht moet zijn: controleer de klep of het relais, en of die niet op een andere kamer is aangesloten',
  source_fault: 'de warmtebron meldt een storing',
  source_idle:
    'kamers vragen iets, en de warmtebron staat stil: controleer of hij is ingeschakeld en stroom krijgt, zijn eigen seizoen, programma en grenzen, en wat zijn display zegt',
  flow_lost:
    'er stroomt geen water terwijl de warmtebron draait; daarom wordt hij gestopt: controleer de pomp, het filter, gesloten kleppen en lucht in de leidingen; schakel het huis daarna uit en weer in: dan wordt het opnieuw geprobeerd',
  flow_low:
    'er stroomt weinig water door de warmtebron: controleer het filter, kleppen die dicht of half open staan, en de snelheid van de pomp',
  pressure_low:
    'de waterdruk is laag: vul water bij, zoek waar het blijft en controleer het expansievat',
  outdoor_unknown: 'geen buitentemperatuur: de stooklijn gaat uit van een vaste',
  hygiene_overdue: 'de legionellapreventie is te laat',
  tank_unknown: 'geen actuele temperatuur van de boiler; die houdt zich aan zijn eigen thermostaat',
  hot_water_cold: 'het warme water is al lang bijna op',
  hot_water_stalled:
    'twee uur verwarmen heeft het warme water niet warmer gemaakt: controleer de klep tussen boiler en circuit, lucht in de spiraal van de boiler, de plek van zijn sensor, en of het toestel zelf lager is ingesteld',
  hub_standby:
    'een andere hub bestuurt dit huis: deze staat stand-by en zegt geen enkel apparaat iets',
  hub_twin:
    'een andere hub met hetzelfde serienummer bestuurt dit huis: twee computers met één machine-id, of een gekopieerde kaart; deze staat stand-by',
  broker_lost:
    'de instelling van zijn broker is weg: hij hoort geen apparaat en zegt er geen iets; stel die opnieuw in onder Instellingen, MQTT-broker, of met ARIS_MQTT_URL',
  broker_locked:
    'de sleutel waarmee het wachtwoord van zijn broker is versleuteld, is weg: hij hoort geen apparaat en zegt er geen iets; stel de broker opnieuw in onder Instellingen, MQTT-broker',
  storage_full: 'er is geen plaats meer om iets op te slaan: wijzigingen worden geweigerd',
  storage_unwritable:
    'naar zijn schijf kan niet worden geschreven: het huis draait door, maar wijzigingen worden geweigerd en niets wordt bewaard',
  storage_damaged:
    'zijn gegevensopslag is beschadigd: het huis draait door, maar wijzigingen worden geweigerd tot de hub opnieuw wordt gestart; dat herstelt het',
  storage_slow: 'zijn schijf is traag: wat je instelt, moet er seconden op wachten',
  storage_restored:
    'zijn gegevensopslag was beschadigd en is vervangen: een bericht zegt wat weg is, en wacht tot een eigenaar het verbergt',
  storage_damaged_records:
    'een deel van zijn gegevens was niet te lezen: berichten noemen ze, en wachten tot een eigenaar ze verbergt',
  house_conflict:
    'het huis is zowel in zijn bestand als elders gewijzigd: wat bewaard is, is in gebruik; aris house reload neemt het bestand, aris house export schrijft het opnieuw',
  house_broken:
    'het huis is zo niet bruikbaar en draait door zoals het laatst was: aris house check noemt de fouten',
  backup_failing:
    'de laatste back-up kon niet worden gemaakt: het logboek en een gebeurtenis zeggen waarom',
  backup_old: 'er is geen goede back-up van de laatste drie dagen',
  storage_newer_records:
    'een nieuwere versie heeft een deel van zijn gegevens geschreven: die tellen niet mee tot die versie weer is geïnstalleerd',
};
