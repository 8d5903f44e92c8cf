import type { RefusalWords } from '../hub-refusals.ts';
import { count } from './count.ts';

export const refusals: RefusalWords = {
  not_found: () => 'Dat is er niet, of niet meer.',
  required: () => 'Dit ontbreekt nog.',
  below_min: ({ min }) => `Minstens ${min}.`,
  above_max: ({ max }) => `Hoogstens ${max}.`,
  too_short: ({ min }) => `Dit is te kort: er zijn minstens ${min} tekens nodig.`,
  too_long: ({ max }) => `Dit is te lang: hoogstens ${max} tekens.`,
  not_whole: () => 'Hier hoort een geheel getal.',
  name_characters: () =>
    'Er staan tekens in die je niet ziet, of geen enkel dat je ziet. Typ het opnieuw.',
  time_past: () => 'Dit tijdstip is al voorbij.',
  time_too_far: ({ days }) =>
    `Dat is te ver weg: hoogstens ${count(days, 'dag', 'dagen')} vooruit.`,
  time_order: () => 'Het einde moet na het begin liggen.',
  name_length: ({ max }) => `Een naam heeft 1 tot ${max} tekens.`,
  email_malformed: () => 'Dit is geen e-mailadres zoals ik@example.com.',
  email_taken: () => 'Er is al iemand met dit e-mailadres.',
  users_full: ({ max }) => `Meer dan ${count(max, 'persoon', 'personen')} kan niet.`,
  last_owner: () => 'De laatste eigenaar moet eigenaar blijven.',
  role_beyond_own: () => 'Daarvoor moet je zelf alles mogen wat deze rol mag.',
  password_too_short: ({ min }) => `Een wachtwoord heeft minstens ${min} tekens.`,
  password_too_long: ({ maxBytes }) => `Het wachtwoord is te lang: hoogstens ${maxBytes} bytes.`,
  password_of_owner: () =>
    'Het wachtwoord mag niet het e-mailadres of de naam van de persoon zijn.',
  password_common: () => 'Dit wachtwoord wordt als een van de eerste geprobeerd: kies een ander.',
  password_wrong: () => 'Het huidige wachtwoord klopt niet.',
  pin_digits: ({ min, max }) => `Een pincode heeft ${min} tot ${max} cijfers.`,
  pin_common: () => 'Deze pincode wordt als een van de eerste geprobeerd: kies een andere.',
  pin_off: () => 'Aanmelden met een pincode staat uit.',
  pin_closed: () =>
    'Er kwamen hiervandaan te veel foute pincodes: eerst moet een eigenaar zich aanmelden.',
  registration_closed: () =>
    'Deze hub heeft al een eigenaar: die kan je onder Instellingen → Huisgenoten toevoegen.',
  setup_code_needed: () => 'Daarvoor is de installatiecode nodig; die staat in het log van de hub.',
  setup_code_wrong: () => 'De installatiecode klopt niet.',
  otp_wrong: ({ hubTime }) =>
    `Dat toont de app nu niet. Misschien lopen de klokken uiteen: bij de hub is het ${hubTime}.`,
  otp_time_unknown: () => 'De hub weet nog niet hoe laat het is: probeer het later opnieuw.',
  otp_none: () => 'Er is nog geen tweede stap.',
  otp_exists: () => 'Er is al een tweede stap: zet die eerst uit.',
  otp_not_begun: () => 'Er is niets begonnen, of te lang geleden: begin opnieuw.',
  otp_required: () => 'Het huis vraagt iedereen om een tweede stap.',
  otp_own_first: () => 'Zet eerst je eigen tweede stap aan.',
  keys_unwritable: () => 'De hub kon zijn sleutels niet schrijven: in zijn log staat waarom.',
  tokens_full: ({ max }) => `Meer dan ${count(max, 'token', 'tokens')} kan niet.`,
  token_beyond_maker: () => 'Een token mag niet meer, en niet langer, dan wie hem maakt.',
  expiry_too_soon: () => 'Hij moet minstens een minuut gelden.',
  address_malformed: ({ text }) => `“${text}” is geen adres en geen reeks van adressen.`,
  address_within_range: ({ text, range }) =>
    `“${text}” is een adres binnen een reeks: de reeks is ${range}.`,
  templates_full: ({ max }) => `Meer dan ${count(max, 'sjabloon', 'sjablonen')} kan niet.`,
  template_taken: ({ name }) => `Er is al een sjabloon “${name}”.`,
  schedule_fits_nothing: ({ zone }) => `${zone} kan niets van wat erin staat.`,
  outside_range: ({ min, max }) => `Het kan van ${min} tot ${max}\u00a0°C.`,
  house_by_setting: ({ setting }) =>
    `Het huis staat in het bestand dat ${setting} noemt: verander het daar.`,
  house_id_taken: ({ id, at }) => `“${id}” bestaat al, op de plek ${at}.`,
  house_no_fan_coil: ({ id }) => `Een ventilatorconvector “${id}” staat niet bij de apparaten.`,
  house_no_unit: ({ id }) => `Dit huis heeft geen hydraulische module “${id}”.`,
  house_sensor_outdoors: ({ id }) =>
    `Sensor “${id}” meet al buiten: hij kan niet ook in een kamer zijn.`,
  house_zone_without_work: () => 'Een kamer moet verwarmd of gekoeld kunnen worden.',
  nothing_to_undo: () => 'Er is geen wijziging om ongedaan te maken.',
  nothing_to_redo: () => 'Er is niets ongedaan gemaakt dat terug kan komen.',
  broker_by_setting: ({ setting }) =>
    `${setting} noemt de broker: verander hem daar, of haal die instelling weg.`,
  broker_virtual: () => 'Dit huis is gesimuleerd en heeft geen broker nodig.',
  broker_none: () => 'Er is nog geen broker ingesteld.',
  broker_url: () => 'Dit is geen adres zoals mqtt://192.168.1.5:1883.',
  broker_ca_without_tls: () => 'Een certificaat is alleen bij mqtts:// nodig.',
  broker_ca_malformed: () =>
    'Dit is geen certificaat in PEM, van BEGIN CERTIFICATE tot END CERTIFICATE.',
  broker_password_again: () =>
    'Geef het wachtwoord opnieuw: de broker, de gebruikersnaam of het certificaat is een andere.',
  broker_username_needed: () => 'Bij een wachtwoord hoort een gebruikersnaam.',
  backup_busy: () => 'Er wordt al een back-up gemaakt.',
  backup_foreign: () => 'Dit is geen back-up van een Aris-hub.',
  backup_damaged: () => 'De back-up is beschadigd: er ontbreekt iets, of er is iets veranderd.',
  backup_newer: ({ version }) =>
    `De back-up komt van een nieuwere versie (${version}): installeer die eerst.`,
  backup_passphrase_wrong: () => 'Dit is niet de wachtwoordzin van de back-up.',
  backup_of_virtual: () => 'De back-up is van een gesimuleerd huis, en dit is een echt huis.',
  backup_of_real: () => 'De back-up is van een echt huis, en dit is gesimuleerd.',
  restore_busy: () => 'Er wordt al een back-up teruggezet.',
  restore_over: () => 'Hier wacht geen back-up meer: kies het bestand opnieuw.',
};
