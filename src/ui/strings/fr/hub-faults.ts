import type { HubWords } from '../hub.ts';

export const faultSentences: HubWords['faults'] = {
  device_offline: 'injoignable\u202f: rien de récent ni de lisible n’en vient',
  never_heard:
    'n’a jamais été entendu\u202f: vérifiez que l’appareil fonctionne, que ses topics sont écrits comme il les envoie et que le broker laisse le hub les lire',
  topic_silent:
    'personne n’a jamais rien dit sur l’un de ses topics\u202f: vérifiez qu’il est écrit comme l’appareil l’envoie et que le broker laisse le hub le lire',
  topic_refused:
    'le broker ne laisse pas le hub écouter\u202f: sa liste d’accès doit permettre de lire le topic',
  order_refused:
    'ce que dit le hub ne passe pas le broker\u202f: sa liste d’accès doit permettre d’écrire le topic',
  reading_impossible:
    'la plupart des valeurs d’une mesure sont impossibles\u202f: vérifiez l’unité, le facteur et l’emplacement dans le message que donne le raccordement',
  gateway_offline:
    'se déclare hors ligne\u202f: vérifiez l’alimentation et le réseau de l’appareil, ou de la passerelle qui parle pour lui',
  machine_silent:
    'la passerelle est là, mais rien ne vient de la machine derrière elle\u202f: vérifiez le câble entre les deux et que la machine est allumée',
  sensor_stuck:
    'indique exactement la même chose depuis un jour\u202f: vérifiez la pile, si la mesure fonctionne encore et si la passerelle répète un ancien message\u202f; toute autre mesure de la pièce passe avant',
  command_unconfirmed: 'n’a pas confirmé un ordre',
  device_disagrees: 'annonce sans cesse autre chose que ce qui a été demandé',
  level_lowered:
    'le hub en fait moins que ce qui a été choisi\u202f: la machine n’est pas réglée comme il le faudrait',
  temperature_unknown:
    'pas de température récente\u202f: chauffage et rafraîchissement attendent une sonde',
  humidity_unknown:
    'pas d’humidité récente\u202f: le rafraîchissement se règle comme si l’air était humide',
  frost: 'il gèle presque dans la pièce',
  not_served: 'attend du chaud ou du froid depuis longtemps',
  no_effect:
    'chauffe depuis des heures sans gagner en température\u202f: vérifiez la vanne, l’air dans les tuyaux, le filtre et le ventilateur, une fenêtre ouverte et la place du thermomètre',
  thermometer_stuck:
    'chauffe depuis des heures, et le thermomètre indique toujours la même valeur\u202f: vérifiez sa pile, s’il mesure encore et si sa passerelle répète un ancien message\u202f; en attendant, la pièce est chauffée la moitié de chaque heure',
  valve_open:
    'chauffe la nuit malgré l’ordre de fermeture\u202f: vérifiez la vanne ou le relais, et s’il n’est pas câblé sur une autre pièce',
  source_fault: 'le générateur signale un défaut',
  source_idle:
    'des pièces demandent et le générateur ne tourne pas\u202f: vérifiez qu’il est en marche et alimenté, sa propre saison, son programme et ses limites, et ce qu’indique son écran',
  flow_lost:
    'l’eau ne circule pas pendant que le générateur tourne, il est donc arrêté\u202f: vérifiez le circulateur, le filtre, les vannes fermées et l’air dans les tuyaux\u202f; arrêtez ensuite la maison puis remettez-la en marche\u202f: un nouvel essai suivra',
  flow_low:
    'peu d’eau traverse le générateur\u202f: vérifiez le filtre, les vannes fermées ou à demi ouvertes et la vitesse du circulateur',
  pressure_low:
    'la pression d’eau est basse\u202f: rajoutez de l’eau et cherchez où elle part, sans oublier le vase d’expansion',
  outdoor_unknown: 'pas de température extérieure\u202f: la loi d’eau en suppose une fixe',
  hygiene_overdue: 'la désinfection de l’eau chaude est en retard',
  tank_unknown:
    'pas de température récente du ballon d’eau chaude\u202f; il suit son propre thermostat',
  hot_water_cold: 'l’eau chaude est presque épuisée depuis longtemps',
  hot_water_stalled:
    'deux heures de chauffe n’ont pas rendu l’eau plus chaude\u202f: vérifiez la vanne entre le ballon et le circuit, l’air dans le serpentin du ballon, la place de sa sonde et si la machine elle-même est réglée plus bas',
  hub_standby:
    'un autre hub commande cette maison\u202f: celui-ci reste en réserve et ne dit rien aux appareils',
  hub_twin:
    'un autre hub avec le même numéro de série commande cette maison\u202f: deux machines avec le même machine-id, ou une carte clonée\u202f; celui-ci reste en réserve',
  broker_lost:
    'le réglage de son broker a disparu\u202f: il n’entend aucun appareil et ne leur dit rien\u202f; réglez-le de nouveau sous Réglages, Broker MQTT, ou avec ARIS_MQTT_URL',
  broker_locked:
    'la clé qui chiffre le mot de passe de son broker a disparu\u202f: il n’entend aucun appareil et ne leur dit rien\u202f; réglez de nouveau le broker sous Réglages, Broker MQTT',
  storage_full: 'il n’y a plus de place pour enregistrer\u202f: les changements sont refusés',
  storage_unwritable:
    'son disque refuse l’écriture\u202f: la maison continue, mais les changements sont refusés et rien n’est gardé',
  storage_damaged:
    'ses données sont endommagées\u202f: la maison continue, mais les changements sont refusés jusqu’au redémarrage du hub, qui répare cela',
  storage_slow: 'son disque est lent\u202f: chaque réglage l’attend pendant des secondes',
  storage_restored:
    'ses données étaient endommagées et d’autres ont pris leur place\u202f: un avis dit ce qui est perdu et attend qu’un propriétaire le masque',
  storage_damaged_records:
    'certaines de ses entrées n’ont pas pu être lues\u202f: des avis les nomment et attendent qu’un propriétaire les masque',
  house_conflict:
    'la maison a été changée à la fois dans son fichier et ailleurs\u202f: la version gardée reste en vigueur\u202f; aris house reload prend le fichier, aris house export le réécrit',
  house_broken:
    'la maison est inutilisable telle quelle et continue comme avant\u202f: aris house check nomme les erreurs',
  backup_failing:
    'la dernière sauvegarde n’a pas pu être faite\u202f: le journal et un événement disent pourquoi',
  backup_old: 'il n’y a pas de bonne sauvegarde des trois derniers jours',
  storage_newer_records:
    'une version plus récente a écrit certaines de ses entrées\u202f: elles ne comptent pas tant que cette version n’est pas réinstallée',
};
