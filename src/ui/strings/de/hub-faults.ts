import type { HubWords } from '../hub.ts';

export const faultSentences: HubWords['faults'] = {
  device_offline: 'nicht erreichbar: Es kommt nichts Aktuelles, das sich lesen lässt',
  never_heard:
    'war noch nie zu hören: Prüfe, ob das Gerät läuft, ob seine Topics so geschrieben sind, wie es sie sendet, und ob der Broker den Hub sie lesen lässt',
  topic_silent:
    'auf einem seiner Topics hat noch nie jemand etwas gesagt: Prüfe, ob es so geschrieben ist, wie das Gerät es sendet, und ob der Broker den Hub es lesen lässt',
  topic_refused:
    'der Broker lässt den Hub nicht zuhören: Die Zugriffsliste des Brokers muss das Lesen des Topics erlauben',
  order_refused:
    'was der Hub sagt, kommt nicht durch den Broker: Dessen Zugriffsliste muss das Schreiben des Topics erlauben',
  reading_impossible:
    'das meiste, was zu einem Messwert gemeldet wird, kann nicht stimmen: Prüfe Einheit, Faktor und Stelle in der Nachricht, die die Anbindung nennt',
  gateway_offline:
    'meldet sich selbst als nicht erreichbar: Prüfe Strom und Netz des Geräts oder des Gateways, das für es spricht',
  machine_silent:
    'das Gateway ist da, aber von der Maschine dahinter ist nichts zu hören: Prüfe das Kabel dazwischen und ob die Maschine an ist',
  sensor_stuck:
    'meldet seit einem Tag genau dasselbe: Prüfe die Batterie, ob überhaupt gemessen wird und ob das Gateway eine alte Meldung wiederholt; was den Raum sonst misst, geht vor',
  command_unconfirmed: 'hat einen Befehl nicht bestätigt',
  device_disagrees: 'meldet immer wieder etwas anderes, als vorgegeben wurde',
  level_lowered:
    'der Hub tut weniger damit als gewählt: Die Maschine ist nicht so eingestellt, wie es dafür nötig ist',
  temperature_unknown: 'keine frische Temperatur: Heizen und Kühlen warten auf einen Fühler',
  humidity_unknown: 'keine frische Luftfeuchte: Gekühlt wird, als wäre die Luft feucht',
  frost: 'im Raum friert es fast',
  not_served: 'wartet schon lange auf Wärme oder Kälte',
  no_effect:
    'wird seit Stunden geheizt und nicht wärmer: Prüfe das Ventil, ob Luft in den Rohren ist, Filter und Lüfter, ob ein Fenster offen ist und den Platz des Thermometers',
  thermometer_stuck:
    'wird seit Stunden geheizt, und das Thermometer meldet genau dasselbe: Prüfe seine Batterie, ob es überhaupt misst und ob sein Gateway eine alte Meldung wiederholt; solange wird der Raum die Hälfte jeder Stunde geheizt',
  valve_open:
    'wird nachts warm, obwohl nicht geheizt werden soll: Prüfe Ventil oder Relais und ob es an einen anderen Raum angeschlossen ist',
  source_fault: 'die Wärmequelle meldet eine Störung',
  source_idle:
    'Räume verlangen etwas, und die Wärmequelle steht: Prüfe, ob sie eingeschaltet ist und Strom bekommt, ihre eigene Saison, ihr Programm und ihre Grenzen und was ihre Anzeige sagt',
  flow_lost:
    'es fließt kein Wasser, während die Wärmequelle läuft; sie wird deshalb angehalten: Prüfe Pumpe und Filter, ob Ventile geschlossen sind und ob Luft in den Rohren ist; schalte danach das Haus aus und wieder ein: Dann wird sie wieder versucht',
  flow_low:
    'es fließt wenig Wasser durch die Wärmequelle: Prüfe den Filter, ob Ventile zu oder halb zu sind, und die Drehzahl der Pumpe',
  pressure_low:
    'der Wasserdruck ist niedrig: Fülle Wasser nach, suche, wo es bleibt, und prüfe das Ausdehnungsgefäß',
  outdoor_unknown: 'keine Außentemperatur: Die Heizkurve rechnet mit einer festen',
  hygiene_overdue: 'der Legionellenschutz ist überfällig',
  tank_unknown:
    'keine frische Temperatur des Warmwasserspeichers; er richtet sich nach seinem eigenen Thermostat',
  hot_water_cold: 'das Warmwasser ist seit Langem fast aufgebraucht',
  hot_water_stalled:
    'zwei Stunden Heizen haben das Warmwasser nicht heißer gemacht: Prüfe das Ventil zwischen Speicher und Heizkreis, Luft im Wärmetauscher des Speichers, den Platz seines Fühlers und ob die Maschine selbst auf weniger eingestellt ist',
  hub_standby:
    'ein anderer Hub steuert dieses Haus: Dieser hält sich bereit und gibt keinem Gerät etwas vor',
  hub_twin:
    'ein anderer Hub mit derselben Seriennummer steuert dieses Haus: zwei Rechner mit einer machine-id oder eine kopierte Karte; dieser hält sich bereit',
  broker_lost:
    'die Einstellung seines Brokers ist weg: Er hört kein Gerät und gibt keinem etwas vor; lege ihn neu fest unter Einstellungen, MQTT-Broker, oder mit ARIS_MQTT_URL',
  broker_locked:
    'der Schlüssel, mit dem das Passwort seines Brokers verschlüsselt ist, fehlt: Er hört kein Gerät und gibt keinem etwas vor; lege den Broker neu fest unter Einstellungen, MQTT-Broker',
  storage_full: 'es ist kein Platz mehr, um etwas zu speichern: Änderungen werden abgelehnt',
  storage_unwritable:
    'auf seinen Datenträger lässt sich nicht schreiben: Das Haus läuft weiter, aber Änderungen werden abgelehnt, und nichts wird aufbewahrt',
  storage_damaged:
    'sein Datenspeicher ist beschädigt: Das Haus läuft weiter, aber Änderungen werden abgelehnt, bis der Hub neu gestartet wird; das bringt ihn in Ordnung',
  storage_slow: 'sein Datenträger ist langsam: Was eingestellt wird, wartet sekundenlang darauf',
  storage_restored:
    'sein Datenspeicher war beschädigt, und ein anderer trat an seine Stelle: Ein Hinweis sagt, was weg ist, und wartet, bis ein Eigentümer ihn ausblendet',
  storage_damaged_records:
    'einige seiner Einträge ließen sich nicht lesen: Hinweise nennen sie und warten, bis ein Eigentümer sie ausblendet',
  house_conflict:
    'das Haus wurde in seiner Datei und anderswo geändert: Es gilt, was aufbewahrt ist; aris house reload nimmt die Datei, aris house export schreibt sie neu',
  house_broken:
    'das Haus ist so nicht brauchbar und läuft weiter, wie es zuletzt war: aris house check nennt die Fehler',
  backup_failing:
    'die letzte Sicherung konnte nicht gemacht werden: Das Protokoll und ein Ereignis sagen, warum',
  backup_old: 'es gibt keine gute Sicherung der letzten drei Tage',
  storage_newer_records:
    'eine neuere Version hat einige seiner Einträge geschrieben: Sie zählen nicht, bis sie wieder installiert ist',
};
