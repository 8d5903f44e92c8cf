import type { RefusalWords } from '../hub-refusals.ts';
import { count } from './count.ts';

export const refusals: RefusalWords = {
  not_found: () => 'Cela n’existe pas, ou n’existe plus.',
  required: () => 'Il manque quelque chose ici.',
  below_min: ({ min }) => `Au moins ${min}.`,
  above_max: ({ max }) => `Au plus ${max}.`,
  too_short: ({ min }) => `C’est trop court\u202f: il faut au moins ${min} caractères.`,
  too_long: ({ max }) => `C’est trop long\u202f: ${max} caractères au plus.`,
  not_whole: () => 'Il faut un nombre entier.',
  name_characters: () =>
    'Il y a là des caractères invisibles, ou aucun que l’on voie. Saisissez-le de nouveau.',
  time_past: () => 'Ce moment est déjà passé.',
  time_too_far: ({ days }) =>
    `C’est trop loin\u202f: ${count(days, 'jour', 'jours')} à l’avance au plus.`,
  time_order: () => 'La fin doit venir après le début.',
  name_length: ({ max }) => `Un nom a de 1 à ${max} caractères.`,
  email_malformed: () => 'Ce n’est pas une adresse comme moi@example.com.',
  email_taken: () => 'Quelqu’un a déjà cette adresse e-mail.',
  users_full: ({ max }) => `Pas plus de ${count(max, 'personne', 'personnes')}.`,
  last_owner: () => 'Le dernier propriétaire doit le rester.',
  role_beyond_own: () => 'Il faudrait que vous ayez vous-même tous les droits que donne ce rôle.',
  password_too_short: ({ min }) => `Un mot de passe a au moins ${min} caractères.`,
  password_too_long: ({ maxBytes }) =>
    `Le mot de passe est trop long\u202f: ${maxBytes} octets au plus.`,
  password_of_owner: () =>
    'Le mot de passe ne peut pas être l’adresse e-mail ni le nom de la personne.',
  password_common: () =>
    'Ce mot de passe est de ceux que l’on essaie en premier\u202f: choisissez-en un autre.',
  password_wrong: () => 'Le mot de passe actuel n’est pas le bon.',
  pin_digits: ({ min, max }) => `Un code PIN a de ${min} à ${max} chiffres.`,
  pin_common: () =>
    'Ce code PIN est de ceux que l’on essaie en premier\u202f: choisissez-en un autre.',
  pin_off: () => 'La connexion avec un code PIN est désactivée.',
  pin_closed: () =>
    'Trop de codes PIN faux sont venus d’ici\u202f: un propriétaire doit d’abord se connecter.',
  registration_closed: () =>
    'Ce hub a déjà un propriétaire\u202f: il peut vous ajouter sous Réglages → Membres.',
  setup_code_needed: () =>
    'Il faut pour cela le code d’installation, qui figure dans le journal du hub.',
  setup_code_wrong: () => 'Le code d’installation n’est pas le bon.',
  otp_wrong: ({ hubTime }) =>
    `L’application ne montre pas cela maintenant. Les horloges diffèrent peut-être\u202f: pour le hub, il est ${hubTime}.`,
  otp_time_unknown: () => 'Le hub ne sait pas encore l’heure\u202f: réessayez plus tard.',
  otp_none: () => 'Il n’y a pas encore de seconde étape.',
  otp_exists: () => 'Il y a déjà une seconde étape\u202f: désactivez-la d’abord.',
  otp_not_begun: () => 'Rien n’a été commencé, ou il y a trop longtemps\u202f: recommencez.',
  otp_required: () => 'La maison demande à tous une seconde étape.',
  otp_own_first: () => 'Activez d’abord votre propre seconde étape.',
  keys_unwritable: () => 'Le hub n’a pas pu écrire ses clés\u202f: son journal dit pourquoi.',
  tokens_full: ({ max }) => `Pas plus de ${count(max, 'jeton', 'jetons')}.`,
  token_beyond_maker: () => 'Un jeton ne peut ni plus, ni plus longtemps, que qui le crée.',
  expiry_too_soon: () => 'Il doit être valable une minute au moins.',
  address_malformed: ({ text }) =>
    `«\u202f${text}\u202f» n’est ni une adresse ni une plage d’adresses.`,
  address_within_range: ({ text, range }) =>
    `«\u202f${text}\u202f» est une adresse dans une plage\u202f: la plage est ${range}.`,
  templates_full: ({ max }) => `Pas plus de ${count(max, 'modèle', 'modèles')}.`,
  template_taken: ({ name }) => `Il y a déjà un modèle nommé «\u202f${name}\u202f».`,
  schedule_fits_nothing: ({ zone }) => `${zone} ne peut rien faire de ce qui y figure.`,
  outside_range: ({ min, max }) => `Il faut de ${min} à ${max}\u00a0°C.`,
  house_by_setting: ({ setting }) =>
    `La maison est dans le fichier que nomme ${setting}\u202f: c’est là qu’elle se modifie.`,
  house_id_taken: ({ id, at }) => `«\u202f${id}\u202f» existe déjà, à l’endroit ${at}.`,
  house_no_fan_coil: ({ id }) =>
    `Aucun ventilo-convecteur «\u202f${id}\u202f» n’est décrit parmi les appareils.`,
  house_no_unit: ({ id }) => `Cette maison n’a pas de module hydraulique «\u202f${id}\u202f».`,
  house_sensor_outdoors: ({ id }) =>
    `Le capteur «\u202f${id}\u202f» mesure déjà dehors\u202f: il ne peut pas être aussi dans une pièce.`,
  house_zone_without_work: () => 'Une pièce doit pouvoir être chauffée ou refroidie.',
  nothing_to_undo: () => 'Il n’y a pas de modification à annuler.',
  nothing_to_redo: () => 'Il n’y a pas de modification annulée à rétablir.',
  broker_by_setting: ({ setting }) =>
    `C’est ${setting} qui nomme le broker\u202f: modifiez-le là, ou retirez ce réglage.`,
  broker_virtual: () => 'Cette maison est simulée et n’a pas besoin de broker.',
  broker_none: () => 'Aucun broker n’est encore choisi.',
  broker_url: () => 'Ce n’est pas une adresse comme mqtt://192.168.1.5:1883.',
  broker_ca_without_tls: () => 'Un certificat ne sert qu’avec mqtts://.',
  broker_ca_malformed: () =>
    'Ce n’est pas un certificat PEM, de BEGIN CERTIFICATE à END CERTIFICATE.',
  broker_password_again: () =>
    'Saisissez de nouveau le mot de passe\u202f: le broker, l’utilisateur ou le certificat ont changé.',
  broker_username_needed: () => 'Un mot de passe va avec un nom d’utilisateur.',
  backup_busy: () => 'Une sauvegarde est déjà en cours.',
  backup_foreign: () => 'Ce n’est pas une sauvegarde d’un hub Aris.',
  backup_damaged: () =>
    'La sauvegarde est endommagée\u202f: il en manque une partie, ou elle a été modifiée.',
  backup_newer: ({ version }) =>
    `La sauvegarde vient d’une version plus récente (${version})\u202f: installez-la d’abord.`,
  backup_passphrase_wrong: () => 'Ce n’est pas la phrase secrète de la sauvegarde.',
  backup_of_virtual: () => 'La sauvegarde est celle d’une maison simulée, et celle-ci est réelle.',
  backup_of_real: () => 'La sauvegarde est celle d’une maison réelle, et celle-ci est simulée.',
  restore_busy: () => 'Une sauvegarde est déjà en cours de restauration.',
  restore_over: () =>
    'Aucune sauvegarde n’attend plus ici\u202f: choisissez de nouveau le fichier.',
};
