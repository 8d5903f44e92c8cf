import type { ProfileWords } from '../hub-profiles.ts';

export const profiles: ProfileWords = {
  "The relay on the boiler's contact for a room thermostat: closed, it heats. The boiler itself limits its water. Turn on generic status update over MQTT, and let the relay close when it gets power (Power on default: on).":
    'Het relais zit op het contact van de ketel voor een kamerthermostaat: gesloten verwarmt hij. De ketel begrenst zelf zijn watertemperatuur. Zet generic status update over MQTT aan, en laat het relais sluiten zodra het stroom krijgt (Power on default: on).',
  'The relay closes by itself 15 minutes after it was last told to be open, and the boiler heats by its own thermostat.':
    'Het relais sluit vanzelf 15 minuten na het laatste bevel om te openen, en de ketel verwarmt op zijn eigen thermostaat.',
  "The relay on the boiler's contact for a room thermostat: closed, it heats. The boiler itself limits its water. In Tasmota's console: PowerOnState 5 and PulseTime 1000, so that the relay closes by itself 15 minutes after it was told to be open, and after a power cut.":
    'Het relais zit op het contact van de ketel voor een kamerthermostaat: gesloten verwarmt hij. De ketel begrenst zelf zijn watertemperatuur. In de console van Tasmota: PowerOnState 5 en PulseTime 1000, zodat het relais vanzelf sluit 15 minuten na het bevel om te openen, en na een stroomstoring.',
  'The relay closes by itself 15 minutes after it was last told to be open, by PulseTime, and the boiler heats by its own thermostat.':
    'Het relais sluit door PulseTime vanzelf 15 minuten na het laatste bevel om te openen, en de ketel verwarmt op zijn eigen thermostaat.',
  "ebusd with --mqttjson; with --mqttjson=short set value to /value. It says what it polls: give the messages below a poll priority. To be nudged, ebusd's access level has to let HwcTempDesired and HwcSFMode be written.":
    'ebusd met --mqttjson; zet met --mqttjson=short value op /value. Het meldt wat het opvraagt: geef de berichten hieronder een pollprioriteit. Voor wensen moet het toegangsniveau van ebusd toelaten dat HwcTempDesired en HwcSFMode geschreven worden.',
  'The heat pump goes on by its own controller. The target of the hot water stays as it was told; the hub puts back what it found before it goes. A charge of the tank ends by itself.':
    'De warmtepomp gaat door op haar eigen regeling. Het setpoint van het warme water blijft zoals het is doorgegeven; voor hij weggaat, zet de hub terug wat hij aantrof. Een lading van het vat eindigt vanzelf.',
  "Firmware 7. To be steered, the zone's heating has to be by flow temperature at the main controller. The bridge's own compensation curves and its short-cycle protection have to be off: both write the same temperature.":
    'Firmware 7. Om te sturen moet de zone op de hoofdbediening op aanvoertemperatuur verwarmen. De eigen stooklijnen van de bridge en haar beveiliging tegen pendelen moeten uit staan: beide schrijven dezelfde temperatuur.',
  'The heat pump keeps the last flow temperature, at 25 °C when no room calls: a house does not freeze by that. It is never switched off, and makes hot water by its own programme. The hub puts back what it found before it goes.':
    'De warmtepomp houdt de laatste aanvoertemperatuur aan, 25\u00a0°C als geen kamer iets vraagt: daarmee bevriest een huis niet. Zij wordt nooit uitgezet en maakt warm water volgens haar eigen programma. Voor hij weggaat, zet de hub terug wat hij aantrof.',
  'With its discovery of Home Assistant turned on, as it ships, with camel case: without it, it listens to no orders. To be nudged, allowControl has to be on, and the heat pump in water law (its weather curve).':
    'Met discovery voor Home Assistant aan, zoals geleverd, in camel case: zonder die luistert het naar geen bevelen. Voor wensen moet allowControl aan staan en de warmtepomp op haar stooklijn (water law) draaien.',
  'The heat pump goes on by its own curve. The shift of its curve and the target of its hot water stay as they were told last; the hub puts back what it found before it goes.':
    'De warmtepomp gaat door op haar eigen stooklijn. De verschuiving van de lijn en het setpoint van het warme water blijven zoals ze het laatst zijn doorgegeven; voor hij weggaat, zet de hub terug wat hij aantrof.',
  'EMS-ESP 3.7 or newer, with its language set to English: it says modes in the words of its language. In MQTT settings leave the format at nested, or name the topics of the format single in dhwTopic and thermostatTopic, with an empty dhwPointer and circuitPointer. For quiet hours of the house set silentmode to off: at auto the machine keeps hours of its own, and is left to them.':
    'EMS-ESP 3.7 of nieuwer, met de taal op Engels: het noemt standen in zijn taal. Laat het formaat in MQTT settings op nested, of noem bij het formaat single de topics in dhwTopic en thermostatTopic, met een lege dhwPointer en circuitPointer. Zet voor stille uren van het huis silentmode op off: bij auto heeft de machine eigen uren, en die houdt ze.',
  'The appliance goes on by its own curve and programmes. A shift of the curve and the target of the hot water stay as the hub told them last; the hub puts back what it found before it goes.':
    'Het toestel gaat door op zijn eigen stooklijn en programma’s. Een verschuiving van de lijn en het setpoint van het warme water blijven zoals de hub ze het laatst doorgaf; voor hij weggaat, zet hij terug wat hij aantrof.',
  'Choose the values below when you build the firmware, with their English labels; give another label of the supply temperature in supply. The smart grid contacts need both relays, and the heat pump set to them.':
    'Kies bij het bouwen van de firmware de waarden hieronder, met hun Engelse namen; heet de aanvoertemperatuur anders, geef die naam dan in supply. Voor de smart-grid-contacten zijn beide relais nodig, en de warmtepomp moet erop ingesteld zijn.',
  'The heat pump goes by its own curve. The contacts stay as they were told last until the gateway starts anew, which opens them; when it has only lost the broker it says that they are open and leaves them. The hub opens them before it goes. So it never tells it to wait: a block would stay when the hub dies.':
    'De warmtepomp volgt haar eigen stooklijn. De contacten blijven zoals ze het laatst zijn gezet, tot de gateway opnieuw start en ze opent; is alleen de broker weg, dan meldt hij ze als open en laat ze zo. De hub opent ze voor hij weggaat. Daarom laat hij haar nooit wachten: een blokkering zou blijven als de hub uitvalt.',
  'To be steered, the unit has to be on, in heating with a direct water temperature (Heating_Mode 1) and with its zone 1 sensor set to water. In heating by a curve (Heating_Mode 0) it can be nudged. A mode with hot water (heat and DHW) lets it charge its tank by its own programme.':
    'Om te sturen moet het toestel aan staan, op directe watertemperatuur verwarmen (Heating_Mode 1) en de sensor van zone 1 op water hebben. Verwarmt het op een stooklijn (Heating_Mode 0), dan neemt het wensen aan. In een stand met warm water (heat en DHW) laadt het zijn vat volgens eigen programma.',
  'The unit keeps the last water temperature, shift of its curve and hot-water target that it was told. It is never switched off: when no room calls it is left on with water of 25 °C, which keeps a house from freezing, but not warm. The hub puts back what it found before it goes.':
    'Het toestel houdt de laatste watertemperatuur, verschuiving van zijn stooklijn en het laatste setpoint van het warme water. Het wordt nooit uitgezet: als geen kamer iets vraagt, blijft het aan met water van 25\u00a0°C; daarmee bevriest een huis niet, maar wordt het ook niet warm. Voor hij weggaat, zet de hub terug wat hij aantrof.',
  'Have the coils below in its configuration, so that they are polled. S series have other addresses: write a profile of your own for them.':
    'Zet de registers (coils) hieronder in de configuratie, zodat ze opgevraagd worden. De S-serie heeft andere adressen: schrijf daarvoor een eigen profiel.',
  'The heat pump goes on by its own curve and degree minutes. The offset of its curve stays as it was told last; the hub puts back what it found before it goes. A one-time increase of the hot water ends by itself.':
    'De warmtepomp gaat door op haar eigen stooklijn en graadminuten. De verschuiving van de lijn blijft zoals ze het laatst is doorgegeven; voor hij weggaat, zet de hub terug wat hij aantrof. Een eenmalige verhoging van het warme water eindigt vanzelf.',
  'open3e with -j and the format {didName}, polling the data points below. The machine is watched only: writing its data points is experimental.':
    'open3e met -j en het formaat {didName}, dat de datapunten hieronder opvraagt. Met de machine wordt alleen meegekeken: haar datapunten schrijven is experimenteel.',
  "PID and equithermic mode have to be off, so that the gateway's heating target is the temperature of the water. Give it an emergency temperature in its settings: with that it heats by itself when it loses the broker.":
    'PID en de weersafhankelijke stand (equithermic) moeten uit staan, zodat het verwarmingssetpoint van de gateway de watertemperatuur is. Geef hem in zijn instellingen een noodtemperatuur: daarmee verwarmt hij vanzelf als hij de broker kwijt is.',
  'The gateway keeps the last water temperature and goes on heating with it, at 25 °C when no room calls: a house does not freeze by that. Heating is never switched off. The hub puts back what it found before it goes.':
    'De gateway houdt de laatste watertemperatuur en verwarmt daarmee door, met 25\u00a0°C als geen kamer iets vraagt: daarmee bevriest een huis niet. De verwarming wordt nooit uitgezet. Voor hij weggaat, zet de hub terug wat hij aantrof.',
  'The gateway has to be in gateway mode, with a room thermostat that modulates behind it: that takes over within a minute when the hub falls silent, so the hub steers only while it is heard. Its own controller (SAT) has to be off.':
    'De gateway moet in de gatewaymodus staan, met een modulerende kamerthermostaat erachter: die neemt het binnen een minuut over als de hub zwijgt, dus de hub stuurt alleen zolang die thermostaat gehoord wordt. De eigen regeling (SAT) moet uit staan.',
  'The gateway forgets the water temperature after a minute, and the room thermostat is in charge again. The target of the hot water stays as it was told; the hub puts back what it found before it goes.':
    'De gateway vergeet de watertemperatuur na een minuut, en de kamerthermostaat bepaalt weer. Het setpoint van het warme water blijft zoals het is doorgegeven; voor hij weggaat, zet de hub terug wat hij aantrof.',
  'Firmware 0.9.46 or later for the E series. To be told anything, Control_Function has to be on (L1) and the heat pump too: with its water by the weather it can be nudged; with a fixed water temperature (Abs), and its unit control set to LWT, it can be steered. Counter_Request_Function (C2) has it count electricity and heat. It lets one write an hour through on average.':
    'Firmware 0.9.46 of later voor de E-serie. Om iets door te kunnen geven moeten Control_Function (L1) en de warmtepomp aan staan: volgt haar water het weer, dan neemt ze wensen aan; met een vaste watertemperatuur (Abs) en regeling op LWT is ze aan te sturen. Counter_Request_Function (C2) laat haar stroom en warmte tellen. Gemiddeld laat ze één schrijfopdracht per uur door.',
  'The heat pump keeps the last water temperature or deviation of its curve, and the last hot-water target: it is never switched off, and has water of 25 °C at least, which keeps a house from freezing, but not warm. The hub puts back what it found before it goes. A boost of the tank ends by itself.':
    'De warmtepomp houdt de laatste watertemperatuur of afwijking van haar stooklijn en het laatste setpoint van het warme water: ze wordt nooit uitgezet en heeft water van minstens 25\u00a0°C; daarmee bevriest een huis niet, maar wordt het ook niet warm. Voor hij weggaat, zet de hub terug wat hij aantrof. Een boost van het vat eindigt vanzelf.',
  "Relay 0 of the Shelly on the heat pump's first SG-Ready contact (block), relay 1 on the second (raise), dry. Turn on generic status update over MQTT. The heat pump has to be set to SG-Ready. A meter of its electricity makes it better known: give it readings of its own.":
    'Relais 0 van de Shelly op het eerste SG-Ready-contact van de warmtepomp (blokkeren), relais 1 op het tweede (verhogen), potentiaalvrij. Zet generic status update over MQTT aan. De warmtepomp moet op SG-Ready staan. Met een meter voor haar stroom weet de hub meer van haar: geef die eigen meetwaarden.',
  'Each relay opens by itself 20 minutes after it was told last, and the heat pump is back in normal operation.':
    'Elk relais opent vanzelf 20 minuten na het laatste bevel, en de warmtepomp draait weer normaal.',
  "Relay 1 on the heat pump's first SG-Ready contact (block), relay 2 on the second (raise), dry. In Tasmota's console: PulseTime1 1300 and PulseTime2 1300, so that each opens by itself after 20 minutes. The heat pump has to be set to SG-Ready.":
    'Relais 1 op het eerste SG-Ready-contact van de warmtepomp (blokkeren), relais 2 op het tweede (verhogen), potentiaalvrij. In de console van Tasmota: PulseTime1 1300 en PulseTime2 1300, zodat elk na 20 minuten vanzelf opent. De warmtepomp moet op SG-Ready staan.',
  'Each relay opens by itself 20 minutes after it was told last, by PulseTime, and the heat pump is back in normal operation.':
    'Elk relais opent door PulseTime vanzelf 20 minuten na het laatste bevel, en de warmtepomp draait weer normaal.',
  'The triphase profile, and generic status update over MQTT turned on.':
    'Het profiel triphase, en generic status update over MQTT aan.',
  'Generic status update over MQTT turned on.': 'Generic status update over MQTT aan.',
  'The names of the members are those of your script: these are the usual ones.':
    'De namen van de velden zijn die van je script: dit zijn de gebruikelijke.',
  'MQTT turned on in its settings (Services), on Venus OS 3.20 or later. The hub keeps it speaking, by a message each 45 s to R/PORTAL/keepalive: its broker, or the bridge to it, has to take that.':
    'MQTT aan in de instellingen (Services), met Venus OS 3.20 of later. De hub houdt het aan het praten met elke 45 s een bericht naar R/PORTAL/keepalive: de broker ervan, of de bridge ernaartoe, moet dat aannemen.',
  'Availability turned on. With last_seen: ISO_8601 under advanced the true age of what a sleepy device said is known, also after a restart of the hub.':
    'Availability aan. Met last_seen: ISO_8601 onder advanced is ook na een herstart van de hub bekend hoe oud werkelijk is wat een slaperig apparaat meldde.',
  'On the main remote controller: set the heating of the zone to a fixed flow temperature, and not to the room or the curve.':
    'Op de hoofdbediening: zet de verwarming van de zone op een vaste aanvoertemperatuur, niet op kamer of stooklijn.',
  'Turn the unit on, at its main remote controller.': 'Zet het toestel aan op de hoofdbediening.',
  'In the bridge: turn off its own compensation curve of zone 1.':
    'In de bridge: zet haar eigen stooklijn van zone 1 uit.',
  'In the bridge: turn off its own compensation curve of zone 2.':
    'In de bridge: zet haar eigen stooklijn van zone 2 uit.',
  'In the bridge: turn off its short-cycle protection.':
    'In de bridge: zet haar beveiliging tegen pendelen uit.',
  'On the unit’s remote control, under Installer setup, Operation setup, Heat: set the water temperature for heating to “Compensation curve”.':
    'Op de bediening van het toestel, onder Installer setup, Operation setup, Heat: zet de watertemperatuur voor verwarmen op “Compensation curve”.',
  'Turn the unit on, at its remote control.': 'Zet het toestel aan op de bediening.',
  'On the unit’s remote control, under Installer setup, Operation setup, Heat: set the water temperature for heating to “Direct”.':
    'Op de bediening van het toestel, onder Installer setup, Operation setup, Heat: zet de watertemperatuur voor verwarmen op “Direct”.',
  'On the unit’s remote control, under Installer setup, System setup, Zone & Sensor: set the sensor of zone 1 to “Water temperature”.':
    'Op de bediening van het toestel, onder Installer setup, System setup, Zone & Sensor: zet de sensor van zone 1 op “Water temperature”.',
  'On the unit’s remote control: set its mode to “Heat” or “Heat + Tank”.':
    'Op de bediening van het toestel: zet de stand op “Heat” of “Heat + Tank”.',
  'On the unit’s remote control: set its mode to one with the tank, such as “Heat + Tank”.':
    'Op de bediening van het toestel: kies een stand met het vat, zoals “Heat + Tank”.',
  'On the gateway’s own page, under Settings: turn off PID and the equithermic mode.':
    'Op de pagina van de gateway, onder Settings: zet PID en de stand equithermic uit.',
  'On the gateway’s own page: turn heating on.':
    'Op de pagina van de gateway: zet de verwarming aan.',
  'Connect a room thermostat that modulates to the gateway, and leave the gateway in gateway mode: the hub steers only while that thermostat could take over.':
    'Sluit een modulerende kamerthermostaat op de gateway aan en laat hem in de gatewaymodus: de hub stuurt alleen zolang die thermostaat het kan overnemen.',
  'In the bridge: turn its control function on, by the command L1.':
    'In de bridge: zet haar regelfunctie aan met de opdracht L1.',
  'Turn the heat pump’s heating on, at its own control.':
    'Zet de verwarming van de warmtepomp aan op haar eigen bediening.',
  'On the heat pump’s own control: set the water to go by the weather.':
    'Op de bediening van de warmtepomp: laat het water het weer volgen.',
  'On the heat pump’s own control: set the water to a fixed temperature (“Abs”).':
    'Op de bediening van de warmtepomp: zet het water op een vaste temperatuur (“Abs”).',
  'On the heat pump’s own control, in the installer’s settings: set its unit control to the leaving water (“LWT”).':
    'Op de bediening van de warmtepomp, in de installateursinstellingen: zet de regeling op het aanvoerwater (“LWT”).',
};
