import type { ProfileWords } from '../hub-profiles.ts';

export const profiles: ProfileWords = {
  "The relay on the boiler's contact for a room thermostat: closed, it heats. The boiler itself limits its water. Turn on generic status update over MQTT, and let the relay close when it gets power (Power on default: on).":
    'Das Relais liegt am Kontakt des Kessels für einen Raumthermostaten: Geschlossen heizt er. Die Wassertemperatur begrenzt der Kessel selbst. Generic status update over MQTT einschalten, und das Relais schließen lassen, sobald es Strom bekommt (Power on default: on).',
  'The relay closes by itself 15 minutes after it was last told to be open, and the boiler heats by its own thermostat.':
    'Das Relais schließt 15 Minuten nach dem letzten Befehl zum Öffnen von selbst, und der Kessel heizt nach seinem eigenen Thermostaten.',
  "The relay on the boiler's contact for a room thermostat: closed, it heats. The boiler itself limits its water. In Tasmota's console: PowerOnState 5 and PulseTime 1000, so that the relay closes by itself 15 minutes after it was told to be open, and after a power cut.":
    'Das Relais liegt am Kontakt des Kessels für einen Raumthermostaten: Geschlossen heizt er. Die Wassertemperatur begrenzt der Kessel selbst. In der Konsole von Tasmota: PowerOnState 5 und PulseTime 1000, damit das Relais 15 Minuten nach dem Befehl zum Öffnen und nach einem Stromausfall von selbst schließt.',
  'The relay closes by itself 15 minutes after it was last told to be open, by PulseTime, and the boiler heats by its own thermostat.':
    'Das Relais schließt 15 Minuten nach dem letzten Befehl zum Öffnen durch PulseTime von selbst, und der Kessel heizt nach seinem eigenen Thermostaten.',
  "ebusd with --mqttjson; with --mqttjson=short set value to /value. It says what it polls: give the messages below a poll priority. To be nudged, ebusd's access level has to let HwcTempDesired and HwcSFMode be written.":
    'ebusd mit --mqttjson; mit --mqttjson=short value auf /value stellen. Es meldet, was es abfragt: Gib den Nachrichten unten eine Abfragepriorität. Für Wünsche muss die Zugriffsstufe von ebusd das Schreiben von HwcTempDesired und HwcSFMode erlauben.',
  'The heat pump goes on by its own controller. The target of the hot water stays as it was told; the hub puts back what it found before it goes. A charge of the tank ends by itself.':
    'Die Wärmepumpe läuft nach ihrem eigenen Regler weiter. Der Sollwert des Warmwassers bleibt, wie er zuletzt vorgegeben wurde; der Hub stellt zurück, was er vorfand, bevor er geht. Eine Ladung des Speichers endet von selbst.',
  "Firmware 7. To be steered, the zone's heating has to be by flow temperature at the main controller. The bridge's own compensation curves and its short-cycle protection have to be off: both write the same temperature.":
    'Firmware 7. Zum Steuern muss die Zone am Hauptregler nach Vorlauftemperatur heizen. Die eigenen Heizkurven der Bridge und ihr Taktschutz müssen aus sein: Beide schreiben dieselbe Temperatur.',
  'The heat pump keeps the last flow temperature, at 25 °C when no room calls: a house does not freeze by that. It is never switched off, and makes hot water by its own programme. The hub puts back what it found before it goes.':
    'Die Wärmepumpe behält die letzte Vorlauftemperatur, 25\u00a0°C, wenn kein Raum etwas verlangt: Damit friert ein Haus nicht ein. Sie wird nie ausgeschaltet und macht Warmwasser nach ihrem eigenen Programm. Der Hub stellt zurück, was er vorfand, bevor er geht.',
  'With its discovery of Home Assistant turned on, as it ships, with camel case: without it, it listens to no orders. To be nudged, allowControl has to be on, and the heat pump in water law (its weather curve).':
    'Mit eingeschalteter Discovery für Home Assistant, wie es geliefert wird, in Camel Case: Ohne sie hört es auf keine Befehle. Für Wünsche muss allowControl an sein und die Wärmepumpe nach Wasserkennlinie (ihrer Heizkurve) laufen.',
  'The heat pump goes on by its own curve. The shift of its curve and the target of its hot water stay as they were told last; the hub puts back what it found before it goes.':
    'Die Wärmepumpe läuft nach ihrer eigenen Kurve weiter. Die Verschiebung der Kurve und der Sollwert des Warmwassers bleiben, wie sie zuletzt vorgegeben wurden; der Hub stellt zurück, was er vorfand, bevor er geht.',
  'EMS-ESP 3.7 or newer, with its language set to English: it says modes in the words of its language. In MQTT settings leave the format at nested, or name the topics of the format single in dhwTopic and thermostatTopic, with an empty dhwPointer and circuitPointer. For quiet hours of the house set silentmode to off: at auto the machine keeps hours of its own, and is left to them.':
    'EMS-ESP 3.7 oder neuer, Sprache Englisch: Es nennt Betriebsarten in seiner Sprache. Unter MQTT settings das Format auf nested lassen, oder beim Format single die Topics in dhwTopic und thermostatTopic nennen, mit leerem dhwPointer und circuitPointer. Für Ruhezeiten des Hauses silentmode auf off stellen: Bei auto hat die Maschine eigene Zeiten, und dabei bleibt es.',
  'The appliance goes on by its own curve and programmes. A shift of the curve and the target of the hot water stay as the hub told them last; the hub puts back what it found before it goes.':
    'Das Gerät läuft nach seiner eigenen Kurve und seinen Programmen weiter. Eine Verschiebung der Kurve und der Sollwert des Warmwassers bleiben, wie der Hub sie zuletzt vorgab; er stellt zurück, was er vorfand, bevor er geht.',
  'Choose the values below when you build the firmware, with their English labels; give another label of the supply temperature in supply. The smart grid contacts need both relays, and the heat pump set to them.':
    'Beim Bauen der Firmware die Werte unten wählen, mit ihren englischen Namen; heißt die Vorlauftemperatur anders, den Namen in supply angeben. Für die Smart-Grid-Kontakte braucht es beide Relais, und die Wärmepumpe muss darauf eingestellt sein.',
  'The heat pump goes by its own curve. The contacts stay as they were told last until the gateway starts anew, which opens them; when it has only lost the broker it says that they are open and leaves them. The hub opens them before it goes. So it never tells it to wait: a block would stay when the hub dies.':
    'Die Wärmepumpe läuft nach ihrer eigenen Kurve. Die Kontakte bleiben, wie sie zuletzt gestellt wurden, bis das Gateway neu startet und sie öffnet; hat es nur den Broker verloren, meldet es sie als offen und lässt sie. Der Hub öffnet sie, bevor er geht. Darum heißt er sie nie warten: Eine Sperre bliebe, wenn der Hub ausfällt.',
  'To be steered, the unit has to be on, in heating with a direct water temperature (Heating_Mode 1) and with its zone 1 sensor set to water. In heating by a curve (Heating_Mode 0) it can be nudged. A mode with hot water (heat and DHW) lets it charge its tank by its own programme.':
    'Zum Steuern muss das Gerät an sein und mit direkter Wassertemperatur heizen (Heating_Mode 1), der Fühler von Zone 1 auf Wasser gestellt. Heizt es nach Kurve (Heating_Mode 0), nimmt es Wünsche an. In einer Betriebsart mit Warmwasser (Heat + DHW) lädt es seinen Speicher nach eigenem Programm.',
  'The unit keeps the last water temperature, shift of its curve and hot-water target that it was told. It is never switched off: when no room calls it is left on with water of 25 °C, which keeps a house from freezing, but not warm. The hub puts back what it found before it goes.':
    'Das Gerät behält die letzte Wassertemperatur, Verschiebung seiner Kurve und den letzten Sollwert des Warmwassers. Es wird nie ausgeschaltet: Verlangt kein Raum etwas, bleibt es mit Wasser von 25\u00a0°C an; damit friert ein Haus nicht ein, wird aber nicht warm. Der Hub stellt zurück, was er vorfand, bevor er geht.',
  'Have the coils below in its configuration, so that they are polled. S series have other addresses: write a profile of your own for them.':
    'Die Register (coils) unten in seine Konfiguration aufnehmen, damit sie abgefragt werden. Die S-Serie hat andere Adressen: Schreib für sie ein eigenes Profil.',
  'The heat pump goes on by its own curve and degree minutes. The offset of its curve stays as it was told last; the hub puts back what it found before it goes. A one-time increase of the hot water ends by itself.':
    'Die Wärmepumpe läuft nach ihrer eigenen Kurve und ihren Gradminuten weiter. Die Verschiebung der Kurve bleibt, wie sie zuletzt vorgegeben wurde; der Hub stellt zurück, was er vorfand, bevor er geht. Eine einmalige Erhöhung des Warmwassers endet von selbst.',
  'open3e with -j and the format {didName}, polling the data points below. The machine is watched only: writing its data points is experimental.':
    'open3e mit -j und dem Format {didName}, das die Datenpunkte unten abfragt. Der Maschine wird nur zugesehen: Ihre Datenpunkte zu schreiben ist noch ein Versuch.',
  "PID and equithermic mode have to be off, so that the gateway's heating target is the temperature of the water. Give it an emergency temperature in its settings: with that it heats by itself when it loses the broker.":
    'PID und der witterungsgeführte Modus (equithermic) müssen aus sein, damit der Heizsollwert des Gateways die Wassertemperatur ist. Gib ihm in seinen Einstellungen eine Nottemperatur: Mit ihr heizt es von selbst, wenn es den Broker verliert.',
  'The gateway keeps the last water temperature and goes on heating with it, at 25 °C when no room calls: a house does not freeze by that. Heating is never switched off. The hub puts back what it found before it goes.':
    'Das Gateway behält die letzte Wassertemperatur und heizt damit weiter, mit 25\u00a0°C, wenn kein Raum etwas verlangt: Damit friert ein Haus nicht ein. Das Heizen wird nie ausgeschaltet. Der Hub stellt zurück, was er vorfand, bevor er geht.',
  'The gateway has to be in gateway mode, with a room thermostat that modulates behind it: that takes over within a minute when the hub falls silent, so the hub steers only while it is heard. Its own controller (SAT) has to be off.':
    'Das Gateway muss im Gateway-Modus sein, mit einem modulierenden Raumthermostaten dahinter: Er übernimmt binnen einer Minute, wenn der Hub verstummt, darum steuert der Hub nur, solange er zu hören ist. Die eigene Regelung (SAT) muss aus sein.',
  'The gateway forgets the water temperature after a minute, and the room thermostat is in charge again. The target of the hot water stays as it was told; the hub puts back what it found before it goes.':
    'Das Gateway vergisst die Wassertemperatur nach einer Minute, und der Raumthermostat bestimmt wieder. Der Sollwert des Warmwassers bleibt, wie er vorgegeben wurde; der Hub stellt zurück, was er vorfand, bevor er geht.',
  'Firmware 0.9.46 or later for the E series. To be told anything, Control_Function has to be on (L1) and the heat pump too: with its water by the weather it can be nudged; with a fixed water temperature (Abs), and its unit control set to LWT, it can be steered. Counter_Request_Function (C2) has it count electricity and heat. It lets one write an hour through on average.':
    'Firmware 0.9.46 oder neuer für die E-Serie. Damit sie sich etwas sagen lässt, müssen Control_Function (L1) und die Wärmepumpe an sein: Richtet sich ihr Wasser nach dem Wetter, nimmt sie Wünsche an; mit fester Wassertemperatur (Abs) und Regelung nach LWT lässt sie sich steuern. Counter_Request_Function (C2) lässt sie Strom und Wärme zählen. Im Mittel lässt sie ein Schreiben je Stunde durch.',
  'The heat pump keeps the last water temperature or deviation of its curve, and the last hot-water target: it is never switched off, and has water of 25 °C at least, which keeps a house from freezing, but not warm. The hub puts back what it found before it goes. A boost of the tank ends by itself.':
    'Die Wärmepumpe behält die letzte Wassertemperatur oder Abweichung von ihrer Kurve und den letzten Sollwert des Warmwassers: Sie wird nie ausgeschaltet und hat Wasser von mindestens 25\u00a0°C; damit friert ein Haus nicht ein, wird aber nicht warm. Der Hub stellt zurück, was er vorfand, bevor er geht. Ein Boost des Speichers endet von selbst.',
  "Relay 0 of the Shelly on the heat pump's first SG-Ready contact (block), relay 1 on the second (raise), dry. Turn on generic status update over MQTT. The heat pump has to be set to SG-Ready. A meter of its electricity makes it better known: give it readings of its own.":
    'Relais 0 des Shelly am ersten SG-Ready-Kontakt der Wärmepumpe (Sperre), Relais 1 am zweiten (Anhebung), potentialfrei. Generic status update over MQTT einschalten. Die Wärmepumpe muss auf SG-Ready eingestellt sein. Mit einem Zähler für ihren Strom weiß der Hub mehr von ihr: Gib ihm eigene Messwerte.',
  'Each relay opens by itself 20 minutes after it was told last, and the heat pump is back in normal operation.':
    'Jedes Relais öffnet 20 Minuten nach dem letzten Befehl von selbst, und die Wärmepumpe ist wieder im normalen Betrieb.',
  "Relay 1 on the heat pump's first SG-Ready contact (block), relay 2 on the second (raise), dry. In Tasmota's console: PulseTime1 1300 and PulseTime2 1300, so that each opens by itself after 20 minutes. The heat pump has to be set to SG-Ready.":
    'Relais 1 am ersten SG-Ready-Kontakt der Wärmepumpe (Sperre), Relais 2 am zweiten (Anhebung), potentialfrei. In der Konsole von Tasmota: PulseTime1 1300 und PulseTime2 1300, damit jedes nach 20 Minuten von selbst öffnet. Die Wärmepumpe muss auf SG-Ready eingestellt sein.',
  'Each relay opens by itself 20 minutes after it was told last, by PulseTime, and the heat pump is back in normal operation.':
    'Jedes Relais öffnet 20 Minuten nach dem letzten Befehl durch PulseTime von selbst, und die Wärmepumpe ist wieder im normalen Betrieb.',
  'The triphase profile, and generic status update over MQTT turned on.':
    'Das Profil triphase, und Generic status update over MQTT eingeschaltet.',
  'Generic status update over MQTT turned on.': 'Generic status update over MQTT eingeschaltet.',
  'The names of the members are those of your script: these are the usual ones.':
    'Die Namen der Felder sind die deines Skripts: Dies sind die üblichen.',
  'MQTT turned on in its settings (Services), on Venus OS 3.20 or later. The hub keeps it speaking, by a message each 45 s to R/PORTAL/keepalive: its broker, or the bridge to it, has to take that.':
    'MQTT in den Einstellungen eingeschaltet (Services), mit Venus OS 3.20 oder neuer. Der Hub hält es am Sprechen, mit einer Nachricht alle 45 s an R/PORTAL/keepalive: Sein Broker, oder die Bridge zu ihm, muss sie annehmen.',
  'Availability turned on. With last_seen: ISO_8601 under advanced the true age of what a sleepy device said is known, also after a restart of the hub.':
    'Availability eingeschaltet. Mit last_seen: ISO_8601 unter advanced ist auch nach einem Neustart des Hubs bekannt, wie alt wirklich ist, was ein schläfriges Gerät gemeldet hat.',
  'On the main remote controller: set the heating of the zone to a fixed flow temperature, and not to the room or the curve.':
    'Am Hauptregler: Das Heizen der Zone auf eine feste Vorlauftemperatur stellen, nicht nach Raum oder Kurve.',
  'Turn the unit on, at its main remote controller.':
    'Das Gerät an seinem Hauptregler einschalten.',
  'In the bridge: turn off its own compensation curve of zone 1.':
    'In der Bridge: Ihre eigene Heizkurve der Zone 1 ausschalten.',
  'In the bridge: turn off its own compensation curve of zone 2.':
    'In der Bridge: Ihre eigene Heizkurve der Zone 2 ausschalten.',
  'In the bridge: turn off its short-cycle protection.':
    'In der Bridge: Ihren Taktschutz ausschalten.',
  'On the unit’s remote control, under Installer setup, Operation setup, Heat: set the water temperature for heating to “Compensation curve”.':
    'Am Bedienteil des Geräts unter Installer setup, Operation setup, Heat: Die Wassertemperatur für das Heizen auf „Compensation curve“ stellen.',
  'Turn the unit on, at its remote control.': 'Das Gerät an seinem Bedienteil einschalten.',
  'On the unit’s remote control, under Installer setup, Operation setup, Heat: set the water temperature for heating to “Direct”.':
    'Am Bedienteil des Geräts unter Installer setup, Operation setup, Heat: Die Wassertemperatur für das Heizen auf „Direct“ stellen.',
  'On the unit’s remote control, under Installer setup, System setup, Zone & Sensor: set the sensor of zone 1 to “Water temperature”.':
    'Am Bedienteil des Geräts unter Installer setup, System setup, Zone & Sensor: Den Fühler von Zone 1 auf „Water temperature“ stellen.',
  'On the unit’s remote control: set its mode to “Heat” or “Heat + Tank”.':
    'Am Bedienteil des Geräts: Die Betriebsart auf „Heat“ oder „Heat + Tank“ stellen.',
  'On the unit’s remote control: set its mode to one with the tank, such as “Heat + Tank”.':
    'Am Bedienteil des Geräts: Eine Betriebsart mit dem Speicher wählen, etwa „Heat + Tank“.',
  'On the gateway’s own page, under Settings: turn off PID and the equithermic mode.':
    'Auf der Seite des Gateways unter Settings: PID und den Modus equithermic ausschalten.',
  'On the gateway’s own page: turn heating on.':
    'Auf der Seite des Gateways: Das Heizen einschalten.',
  'Connect a room thermostat that modulates to the gateway, and leave the gateway in gateway mode: the hub steers only while that thermostat could take over.':
    'Einen modulierenden Raumthermostaten an das Gateway anschließen und es im Gateway-Modus lassen: Der Hub steuert nur, solange dieser Thermostat übernehmen könnte.',
  'In the bridge: turn its control function on, by the command L1.':
    'In der Bridge: Ihre Steuerfunktion mit dem Befehl L1 einschalten.',
  'Turn the heat pump’s heating on, at its own control.':
    'Das Heizen der Wärmepumpe an ihrer eigenen Bedienung einschalten.',
  'On the heat pump’s own control: set the water to go by the weather.':
    'An der Bedienung der Wärmepumpe: Das Wasser sich nach dem Wetter richten lassen.',
  'On the heat pump’s own control: set the water to a fixed temperature (“Abs”).':
    'An der Bedienung der Wärmepumpe: Das Wasser auf eine feste Temperatur stellen („Abs“).',
  'On the heat pump’s own control, in the installer’s settings: set its unit control to the leaving water (“LWT”).':
    'An der Bedienung der Wärmepumpe, in den Einstellungen für den Installateur: Die Regelung auf den Vorlauf („LWT“) stellen.',
};
