import type { RefusalWords } from '../hub-refusals.ts';
import { count } from './count.ts';

export const refusals: RefusalWords = {
  not_found: () => 'Das gibt es nicht, oder nicht mehr.',
  required: () => 'Das fehlt noch.',
  below_min: ({ min }) => `Mindestens ${min}.`,
  above_max: ({ max }) => `Höchstens ${max}.`,
  too_short: ({ min }) => `Das ist zu kurz: Es braucht mindestens ${min} Zeichen.`,
  too_long: ({ max }) => `Das ist zu lang: Es dürfen höchstens ${max} Zeichen sein.`,
  not_whole: () => 'Hier steht eine ganze Zahl.',
  name_characters: () =>
    'Darin sind Zeichen, die man nicht sieht, oder keines, das man sieht. Bitte neu eintippen.',
  time_past: () => 'Dieser Zeitpunkt ist schon vorbei.',
  time_too_far: ({ days }) =>
    `Das ist zu weit weg: Höchstens ${count(days, 'Tag', 'Tage')} im Voraus.`,
  time_order: () => 'Das Ende muss nach dem Anfang liegen.',
  name_length: ({ max }) => `Ein Name hat 1 bis ${max} Zeichen.`,
  email_malformed: () => 'Das ist keine E-Mail-Adresse wie ich@example.com.',
  email_taken: () => 'Mit dieser E-Mail-Adresse gibt es schon jemanden.',
  users_full: ({ max }) => `Mehr als ${count(max, 'Person', 'Personen')} sind nicht möglich.`,
  last_owner: () => 'Der letzte Eigentümer muss Eigentümer bleiben.',
  role_beyond_own: () => 'Dafür müsstest du selbst alles dürfen, was diese Rolle darf.',
  password_too_short: ({ min }) => `Ein Passwort hat mindestens ${min} Zeichen.`,
  password_too_long: ({ maxBytes }) => `Das Passwort ist zu lang: Höchstens ${maxBytes} Byte.`,
  password_of_owner: () =>
    'Das Passwort darf nicht die E-Mail-Adresse oder der Name der Person sein.',
  password_common: () =>
    'Dieses Passwort wird mit als erstes ausprobiert: Bitte ein anderes wählen.',
  password_wrong: () => 'Das jetzige Passwort stimmt nicht.',
  pin_digits: ({ min, max }) => `Eine PIN hat ${min} bis ${max} Ziffern.`,
  pin_common: () => 'Diese PIN wird mit als erste ausprobiert: Bitte eine andere wählen.',
  pin_off: () => 'Die Anmeldung mit einer PIN ist ausgeschaltet.',
  pin_closed: () => 'Von hier kamen zu viele falsche PINs: Erst muss sich ein Eigentümer anmelden.',
  registration_closed: () =>
    'Dieser Hub hat schon einen Eigentümer: Der kann dich unter Einstellungen → Mitglieder hinzufügen.',
  setup_code_needed: () => 'Dafür braucht es den Einrichtungscode; er steht im Log des Hubs.',
  setup_code_wrong: () => 'Der Einrichtungscode stimmt nicht.',
  otp_wrong: ({ hubTime }) =>
    `Das zeigt die App jetzt nicht. Vielleicht gehen die Uhren verschieden: Beim Hub ist es ${hubTime}.`,
  otp_time_unknown: () => 'Der Hub weiß noch nicht, wie spät es ist: Bitte später noch einmal.',
  otp_none: () => 'Es gibt noch keinen zweiten Schritt.',
  otp_exists: () => 'Es gibt schon einen zweiten Schritt: Erst ausschalten.',
  otp_not_begun: () => 'Das wurde nicht begonnen, oder vor zu langer Zeit: Bitte neu beginnen.',
  otp_required: () => 'Das Haus verlangt von allen einen zweiten Schritt.',
  otp_own_first: () => 'Richte zuerst deinen eigenen zweiten Schritt ein.',
  keys_unwritable: () =>
    'Der Hub konnte seine Schlüssel nicht schreiben: In seinem Log steht, warum.',
  tokens_full: ({ max }) => `Mehr als ${count(max, 'Token', 'Tokens')} sind nicht möglich.`,
  token_beyond_maker: () => 'Ein Token darf nicht mehr, und nicht länger, als wer ihn macht.',
  expiry_too_soon: () => 'Er muss mindestens eine Minute lang gelten.',
  address_malformed: ({ text }) => `„${text}“ ist keine Adresse und kein Bereich von Adressen.`,
  address_within_range: ({ text, range }) =>
    `„${text}“ ist eine Adresse in einem Bereich: Der Bereich heißt ${range}.`,
  templates_full: ({ max }) => `Mehr als ${count(max, 'Vorlage', 'Vorlagen')} sind nicht möglich.`,
  template_taken: ({ name }) => `Es gibt schon eine Vorlage namens „${name}“.`,
  schedule_fits_nothing: ({ zone }) => `${zone} kann nichts von dem, was darin steht.`,
  outside_range: ({ min, max }) => `Es geht von ${min} bis ${max}\u00a0°C.`,
  house_by_setting: ({ setting }) =>
    `Das Haus steht in der Datei, die ${setting} nennt: Ändere es dort.`,
  house_id_taken: ({ id, at }) => `„${id}“ gibt es schon: an der Stelle ${at}.`,
  house_no_fan_coil: ({ id }) =>
    `Ein Gebläsekonvektor „${id}“ ist bei den Geräten nicht beschrieben.`,
  house_no_unit: ({ id }) => `Eine Hydraulikeinheit „${id}“ gibt es in diesem Haus nicht.`,
  house_sensor_outdoors: ({ id }) =>
    `Der Sensor „${id}“ misst schon draußen: Er kann nicht auch in einem Raum sein.`,
  house_zone_without_work: () => 'Ein Raum muss sich heizen oder kühlen lassen.',
  nothing_to_undo: () => 'Es gibt keine Änderung, die sich rückgängig machen lässt.',
  nothing_to_redo: () => 'Es gibt nichts Zurückgenommenes, das sich wiederholen lässt.',
  broker_by_setting: ({ setting }) =>
    `Den Broker nennt ${setting}: Ändere ihn dort, oder nimm die Einstellung weg.`,
  broker_virtual: () => 'Dieses Haus ist simuliert: Es braucht keinen Broker.',
  broker_none: () => 'Es ist noch kein Broker eingestellt.',
  broker_url: () => 'Das ist keine Adresse wie mqtt://192.168.1.5:1883.',
  broker_ca_without_tls: () => 'Ein Zertifikat braucht es nur bei mqtts://.',
  broker_ca_malformed: () =>
    'Das ist kein Zertifikat in PEM, von BEGIN CERTIFICATE bis END CERTIFICATE.',
  broker_password_again: () =>
    'Bitte das Passwort neu eingeben: Broker, Benutzername oder Zertifikat sind andere.',
  broker_username_needed: () => 'Zu einem Passwort gehört ein Benutzername.',
  backup_busy: () => 'Es wird schon eine Sicherung gemacht.',
  backup_foreign: () => 'Das ist keine Sicherung eines Aris-Hubs.',
  backup_damaged: () => 'Die Sicherung ist beschädigt: Es fehlt etwas, oder es wurde verändert.',
  backup_newer: ({ version }) =>
    `Die Sicherung ist von einer neueren Version (${version}): Installiere erst diese.`,
  backup_passphrase_wrong: () => 'Das ist nicht die Passphrase der Sicherung.',
  backup_of_virtual: () => 'Die Sicherung ist von einem simulierten Haus, dieses ist ein echtes.',
  backup_of_real: () => 'Die Sicherung ist von einem echten Haus, dieses ist simuliert.',
  restore_busy: () => 'Es wird schon eine Sicherung zurückgespielt.',
  restore_over: () => 'Hier wartet keine Sicherung mehr: Bitte wähle die Datei noch einmal.',
};
