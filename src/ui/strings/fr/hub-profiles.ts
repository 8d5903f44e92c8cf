import type { ProfileWords } from '../hub-profiles.ts';

export const profiles: ProfileWords = {
  "The relay on the boiler's contact for a room thermostat: closed, it heats. The boiler itself limits its water. Turn on generic status update over MQTT, and let the relay close when it gets power (Power on default: on).":
    'Le relais est sur le contact de la chaudière pour un thermostat d’ambiance\u202f: fermé, elle chauffe. La chaudière limite elle-même la température de son eau. Activez «\u202fGeneric status update over MQTT\u202f», et que le relais se ferme à la mise sous tension (Power on default: on).',
  'The relay closes by itself 15 minutes after it was last told to be open, and the boiler heats by its own thermostat.':
    'Le relais se ferme de lui-même 15 minutes après le dernier ordre de s’ouvrir, et la chaudière chauffe selon son propre thermostat.',
  "The relay on the boiler's contact for a room thermostat: closed, it heats. The boiler itself limits its water. In Tasmota's console: PowerOnState 5 and PulseTime 1000, so that the relay closes by itself 15 minutes after it was told to be open, and after a power cut.":
    'Le relais est sur le contact de la chaudière pour un thermostat d’ambiance\u202f: fermé, elle chauffe. La chaudière limite elle-même la température de son eau. Dans la console de Tasmota\u202f: PowerOnState 5 et PulseTime 1000, pour que le relais se ferme de lui-même 15 minutes après l’ordre de s’ouvrir, et après une coupure de courant.',
  'The relay closes by itself 15 minutes after it was last told to be open, by PulseTime, and the boiler heats by its own thermostat.':
    'Le relais se ferme de lui-même, par PulseTime, 15 minutes après le dernier ordre de s’ouvrir, et la chaudière chauffe selon son propre thermostat.',
  "ebusd with --mqttjson; with --mqttjson=short set value to /value. It says what it polls: give the messages below a poll priority. To be nudged, ebusd's access level has to let HwcTempDesired and HwcSFMode be written.":
    'ebusd avec --mqttjson\u202f; avec --mqttjson=short, mettez value à /value. Il dit ce qu’il interroge\u202f: donnez une priorité d’interrogation aux messages ci-dessous. Pour recevoir des souhaits, le niveau d’accès d’ebusd doit permettre d’écrire HwcTempDesired et HwcSFMode.',
  'The heat pump goes on by its own controller. The target of the hot water stays as it was told; the hub puts back what it found before it goes. A charge of the tank ends by itself.':
    'La pompe à chaleur continue selon sa propre régulation. La consigne de l’eau chaude reste celle qui a été donnée\u202f; avant de partir, le hub remet ce qu’il avait trouvé. Une charge du ballon se termine d’elle-même.',
  "Firmware 7. To be steered, the zone's heating has to be by flow temperature at the main controller. The bridge's own compensation curves and its short-cycle protection have to be off: both write the same temperature.":
    'Micrologiciel 7. Pour être pilotée, la zone doit chauffer selon la température de départ, à la commande principale. Les courbes de compensation de la passerelle et sa protection contre les cycles courts doivent être désactivées\u202f: toutes deux écrivent la même température.',
  'The heat pump keeps the last flow temperature, at 25 °C when no room calls: a house does not freeze by that. It is never switched off, and makes hot water by its own programme. The hub puts back what it found before it goes.':
    'La pompe à chaleur garde la dernière température de départ, 25\u00a0°C quand aucune pièce ne demande rien\u202f: une maison n’y gèle pas. Elle n’est jamais éteinte et fait l’eau chaude selon son propre programme. Avant de partir, le hub remet ce qu’il avait trouvé.',
  'With its discovery of Home Assistant turned on, as it ships, with camel case: without it, it listens to no orders. To be nudged, allowControl has to be on, and the heat pump in water law (its weather curve).':
    'Avec sa découverte pour Home Assistant activée, comme à la livraison, en camel case\u202f: sans elle, il n’écoute aucun ordre. Pour recevoir des souhaits, allowControl doit être activé et la pompe à chaleur suivre sa loi d’eau.',
  'The heat pump goes on by its own curve. The shift of its curve and the target of its hot water stay as they were told last; the hub puts back what it found before it goes.':
    'La pompe à chaleur continue selon sa propre courbe. Le décalage de la courbe et la consigne de l’eau chaude restent les derniers donnés\u202f; avant de partir, le hub remet ce qu’il avait trouvé.',
  'EMS-ESP 3.7 or newer, with its language set to English: it says modes in the words of its language. In MQTT settings leave the format at nested, or name the topics of the format single in dhwTopic and thermostatTopic, with an empty dhwPointer and circuitPointer. For quiet hours of the house set silentmode to off: at auto the machine keeps hours of its own, and is left to them.':
    'EMS-ESP 3.7 ou plus récent, langue anglaise\u202f: il dit les modes dans sa langue. Dans «\u202fMQTT settings\u202f», laissez le format à nested, ou nommez les sujets du format single dans dhwTopic et thermostatTopic, avec dhwPointer et circuitPointer vides. Pour les heures calmes de la maison, mettez silentmode à off\u202f: à auto, la machine a ses propres heures et les garde.',
  'The appliance goes on by its own curve and programmes. A shift of the curve and the target of the hot water stay as the hub told them last; the hub puts back what it found before it goes.':
    'L’appareil continue selon sa propre courbe et ses programmes. Un décalage de la courbe et la consigne de l’eau chaude restent les derniers que le hub a donnés\u202f; avant de partir, il remet ce qu’il avait trouvé.',
  'Choose the values below when you build the firmware, with their English labels; give another label of the supply temperature in supply. The smart grid contacts need both relays, and the heat pump set to them.':
    'En construisant le micrologiciel, choisissez les valeurs ci-dessous, avec leurs noms anglais\u202f; si la température de départ en a un autre, donnez-le dans supply. Les contacts Smart Grid demandent les deux relais, et une pompe à chaleur réglée pour eux.',
  'The heat pump goes by its own curve. The contacts stay as they were told last until the gateway starts anew, which opens them; when it has only lost the broker it says that they are open and leaves them. The hub opens them before it goes. So it never tells it to wait: a block would stay when the hub dies.':
    'La pompe à chaleur suit sa propre courbe. Les contacts restent comme ils ont été mis jusqu’à ce que la passerelle redémarre et les ouvre\u202f; si elle n’a perdu que le broker, elle les dit ouverts et les laisse. Le hub les ouvre avant de partir. C’est pourquoi il ne lui dit jamais d’attendre\u202f: un blocage resterait si le hub tombait.',
  'To be steered, the unit has to be on, in heating with a direct water temperature (Heating_Mode 1) and with its zone 1 sensor set to water. In heating by a curve (Heating_Mode 0) it can be nudged. A mode with hot water (heat and DHW) lets it charge its tank by its own programme.':
    'Pour être pilotée, l’unité doit être allumée, chauffer à température d’eau directe (Heating_Mode 1), et son capteur de zone 1 être réglé sur l’eau. Si elle chauffe selon une courbe (Heating_Mode 0), elle peut recevoir des souhaits. Un mode avec eau chaude (chauffage et ECS) la laisse charger son ballon selon son propre programme.',
  'The unit keeps the last water temperature, shift of its curve and hot-water target that it was told. It is never switched off: when no room calls it is left on with water of 25 °C, which keeps a house from freezing, but not warm. The hub puts back what it found before it goes.':
    'L’unité garde la dernière température d’eau, le décalage de sa courbe et la consigne d’eau chaude qu’on lui a donnés. Elle n’est jamais éteinte\u202f: quand aucune pièce ne demande rien, elle reste allumée avec de l’eau à 25\u00a0°C, ce qui garde une maison du gel, mais ne la chauffe pas. Avant de partir, le hub remet ce qu’il avait trouvé.',
  'Have the coils below in its configuration, so that they are polled. S series have other addresses: write a profile of your own for them.':
    'Mettez les registres (coils) ci-dessous dans sa configuration, pour qu’ils soient interrogés. La série S a d’autres adresses\u202f: écrivez-lui un profil à elle.',
  'The heat pump goes on by its own curve and degree minutes. The offset of its curve stays as it was told last; the hub puts back what it found before it goes. A one-time increase of the hot water ends by itself.':
    'La pompe à chaleur continue selon sa propre courbe et ses degrés-minutes. Le décalage de la courbe reste le dernier donné\u202f; avant de partir, le hub remet ce qu’il avait trouvé. Une augmentation ponctuelle de l’eau chaude se termine d’elle-même.',
  'open3e with -j and the format {didName}, polling the data points below. The machine is watched only: writing its data points is experimental.':
    'open3e avec -j et le format {didName}, qui interroge les points de données ci-dessous. La machine est seulement observée\u202f: écrire ses points de données est expérimental.',
  "PID and equithermic mode have to be off, so that the gateway's heating target is the temperature of the water. Give it an emergency temperature in its settings: with that it heats by itself when it loses the broker.":
    'PID et le mode climatique (equithermic) doivent être désactivés, pour que la consigne de chauffage de la passerelle soit la température de l’eau. Donnez-lui une température de secours dans ses réglages\u202f: avec elle, elle chauffe d’elle-même quand elle perd le broker.',
  'The gateway keeps the last water temperature and goes on heating with it, at 25 °C when no room calls: a house does not freeze by that. Heating is never switched off. The hub puts back what it found before it goes.':
    'La passerelle garde la dernière température d’eau et continue de chauffer avec elle, à 25\u00a0°C quand aucune pièce ne demande rien\u202f: une maison n’y gèle pas. Le chauffage n’est jamais éteint. Avant de partir, le hub remet ce qu’il avait trouvé.',
  'The gateway has to be in gateway mode, with a room thermostat that modulates behind it: that takes over within a minute when the hub falls silent, so the hub steers only while it is heard. Its own controller (SAT) has to be off.':
    'La passerelle doit être en mode passerelle (gateway), avec derrière elle un thermostat d’ambiance modulant\u202f: il reprend la main en une minute quand le hub se tait, si bien que le hub ne pilote que tant que ce thermostat est entendu. Sa propre régulation (SAT) doit être désactivée.',
  'The gateway forgets the water temperature after a minute, and the room thermostat is in charge again. The target of the hot water stays as it was told; the hub puts back what it found before it goes.':
    'La passerelle oublie la température de l’eau au bout d’une minute, et le thermostat d’ambiance décide de nouveau. La consigne de l’eau chaude reste celle qui a été donnée\u202f; avant de partir, le hub remet ce qu’il avait trouvé.',
  'Firmware 0.9.46 or later for the E series. To be told anything, Control_Function has to be on (L1) and the heat pump too: with its water by the weather it can be nudged; with a fixed water temperature (Abs), and its unit control set to LWT, it can be steered. Counter_Request_Function (C2) has it count electricity and heat. It lets one write an hour through on average.':
    'Micrologiciel 0.9.46 ou ultérieur pour la série E. Pour recevoir quoi que ce soit, Control_Function (L1) et la pompe à chaleur doivent être activées\u202f: si son eau suit la météo, elle peut recevoir des souhaits\u202f; avec une température d’eau fixe (Abs) et la commande de l’unité réglée sur LWT, elle peut être pilotée. Counter_Request_Function (C2) lui fait compter électricité et chaleur. Elle laisse passer en moyenne une écriture par heure.',
  'The heat pump keeps the last water temperature or deviation of its curve, and the last hot-water target: it is never switched off, and has water of 25 °C at least, which keeps a house from freezing, but not warm. The hub puts back what it found before it goes. A boost of the tank ends by itself.':
    'La pompe à chaleur garde la dernière température d’eau ou le dernier écart de sa courbe, et la dernière consigne d’eau chaude\u202f: elle n’est jamais éteinte et a de l’eau à 25\u00a0°C au moins, ce qui garde une maison du gel, mais ne la chauffe pas. Avant de partir, le hub remet ce qu’il avait trouvé. Un boost du ballon se termine de lui-même.',
  "Relay 0 of the Shelly on the heat pump's first SG-Ready contact (block), relay 1 on the second (raise), dry. Turn on generic status update over MQTT. The heat pump has to be set to SG-Ready. A meter of its electricity makes it better known: give it readings of its own.":
    'Le relais 0 du Shelly sur le premier contact SG-Ready de la pompe à chaleur (blocage), le relais 1 sur le second (relance), secs. Activez «\u202fGeneric status update over MQTT\u202f». La pompe à chaleur doit être réglée sur SG-Ready. Un compteur de son électricité la fait mieux connaître\u202f: donnez-lui des mesures à lui.',
  'Each relay opens by itself 20 minutes after it was told last, and the heat pump is back in normal operation.':
    'Chaque relais s’ouvre de lui-même 20 minutes après le dernier ordre, et la pompe à chaleur revient en marche normale.',
  "Relay 1 on the heat pump's first SG-Ready contact (block), relay 2 on the second (raise), dry. In Tasmota's console: PulseTime1 1300 and PulseTime2 1300, so that each opens by itself after 20 minutes. The heat pump has to be set to SG-Ready.":
    'Le relais 1 sur le premier contact SG-Ready de la pompe à chaleur (blocage), le relais 2 sur le second (relance), secs. Dans la console de Tasmota\u202f: PulseTime1 1300 et PulseTime2 1300, pour que chacun s’ouvre de lui-même au bout de 20 minutes. La pompe à chaleur doit être réglée sur SG-Ready.',
  'Each relay opens by itself 20 minutes after it was told last, by PulseTime, and the heat pump is back in normal operation.':
    'Chaque relais s’ouvre de lui-même, par PulseTime, 20 minutes après le dernier ordre, et la pompe à chaleur revient en marche normale.',
  'The triphase profile, and generic status update over MQTT turned on.':
    'Le profil triphase, et «\u202fGeneric status update over MQTT\u202f» activé.',
  'Generic status update over MQTT turned on.':
    '«\u202fGeneric status update over MQTT\u202f» activé.',
  'The names of the members are those of your script: these are the usual ones.':
    'Les noms des champs sont ceux de votre script\u202f: ceux-ci sont les plus courants.',
  'MQTT turned on in its settings (Services), on Venus OS 3.20 or later. The hub keeps it speaking, by a message each 45 s to R/PORTAL/keepalive: its broker, or the bridge to it, has to take that.':
    'MQTT activé dans ses réglages (Services), avec Venus OS 3.20 ou ultérieur. Le hub le fait parler par un message toutes les 45 s à R/PORTAL/keepalive\u202f: son broker, ou le pont vers lui, doit l’accepter.',
  'Availability turned on. With last_seen: ISO_8601 under advanced the true age of what a sleepy device said is known, also after a restart of the hub.':
    'La disponibilité (availability) activée. Avec last_seen: ISO_8601 sous advanced, l’âge réel de ce qu’a dit un appareil qui dort est connu, même après un redémarrage du hub.',
  'On the main remote controller: set the heating of the zone to a fixed flow temperature, and not to the room or the curve.':
    'À la commande principale\u202f: réglez le chauffage de la zone sur une température de départ fixe, et non sur la pièce ou la courbe.',
  'Turn the unit on, at its main remote controller.': 'Allumez l’unité, à sa commande principale.',
  'In the bridge: turn off its own compensation curve of zone 1.':
    'Dans la passerelle\u202f: désactivez sa propre courbe de compensation de la zone 1.',
  'In the bridge: turn off its own compensation curve of zone 2.':
    'Dans la passerelle\u202f: désactivez sa propre courbe de compensation de la zone 2.',
  'In the bridge: turn off its short-cycle protection.':
    'Dans la passerelle\u202f: désactivez sa protection contre les cycles courts.',
  'On the unit’s remote control, under Installer setup, Operation setup, Heat: set the water temperature for heating to “Compensation curve”.':
    'À la télécommande de l’unité, sous Installer setup, Operation setup, Heat\u202f: réglez la température d’eau du chauffage sur «\u202fCompensation curve\u202f».',
  'Turn the unit on, at its remote control.': 'Allumez l’unité, à sa télécommande.',
  'On the unit’s remote control, under Installer setup, Operation setup, Heat: set the water temperature for heating to “Direct”.':
    'À la télécommande de l’unité, sous Installer setup, Operation setup, Heat\u202f: réglez la température d’eau du chauffage sur «\u202fDirect\u202f».',
  'On the unit’s remote control, under Installer setup, System setup, Zone & Sensor: set the sensor of zone 1 to “Water temperature”.':
    'À la télécommande de l’unité, sous Installer setup, System setup, Zone & Sensor\u202f: réglez le capteur de la zone 1 sur «\u202fWater temperature\u202f».',
  'On the unit’s remote control: set its mode to “Heat” or “Heat + Tank”.':
    'À la télécommande de l’unité\u202f: mettez-la en mode «\u202fHeat\u202f» ou «\u202fHeat + Tank\u202f».',
  'On the unit’s remote control: set its mode to one with the tank, such as “Heat + Tank”.':
    'À la télécommande de l’unité\u202f: choisissez un mode avec le ballon, comme «\u202fHeat + Tank\u202f».',
  'On the gateway’s own page, under Settings: turn off PID and the equithermic mode.':
    'Sur la page de la passerelle, sous Settings\u202f: désactivez PID et le mode equithermic.',
  'On the gateway’s own page: turn heating on.':
    'Sur la page de la passerelle\u202f: activez le chauffage.',
  'Connect a room thermostat that modulates to the gateway, and leave the gateway in gateway mode: the hub steers only while that thermostat could take over.':
    'Raccordez à la passerelle un thermostat d’ambiance modulant, et laissez-la en mode passerelle\u202f: le hub ne pilote que tant que ce thermostat pourrait prendre le relais.',
  'In the bridge: turn its control function on, by the command L1.':
    'Dans la passerelle\u202f: activez sa fonction de commande, par l’ordre L1.',
  'Turn the heat pump’s heating on, at its own control.':
    'Activez le chauffage de la pompe à chaleur, à sa propre commande.',
  'On the heat pump’s own control: set the water to go by the weather.':
    'À la commande de la pompe à chaleur\u202f: faites suivre la météo à l’eau.',
  'On the heat pump’s own control: set the water to a fixed temperature (“Abs”).':
    'À la commande de la pompe à chaleur\u202f: réglez l’eau sur une température fixe («\u202fAbs\u202f»).',
  'On the heat pump’s own control, in the installer’s settings: set its unit control to the leaving water (“LWT”).':
    'À la commande de la pompe à chaleur, dans les réglages de l’installateur\u202f: réglez la commande de l’unité sur l’eau de départ («\u202fLWT\u202f»).',
};
