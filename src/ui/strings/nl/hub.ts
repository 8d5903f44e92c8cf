import type { HubWords } from '../hub.ts';
import { faultSentences } from './hub-faults.ts';
import { noticeSentences } from './hub-notices.ts';

export const hub: HubWords = {
  reasons: {
    heating: 'Verwarmt tot de ingestelde temperatuur.',
    cooling: 'Koelt tot de ingestelde temperatuur.',
    satisfied: 'De kamer heeft nu geen warmte of kou nodig.',
    off: 'Uitgeschakeld.',
    frost_guard:
      'Vorstbeveiliging: verwarmt omdat het bijna vriest in de kamer, wat er ook is ingesteld.',
    frost_guard_blind:
      'Vorstbeveiliging: geen actuele temperatuur, en buiten vriest het. Verwarmt een tijdje zacht.',
    heating_season_over:
      'Buiten is het gemiddeld te warm om te verwarmen. Stel je de kamer handmatig in, dan wordt toch verwarmd.',
    cooling_season_over:
      'Buiten is het gemiddeld te koel om te koelen. Stel je de kamer handmatig in, dan wordt toch gekoeld.',
    sensor_lost: 'Geen actuele temperatuur: verwarmen en koelen wachten op een sensor.',
    exercise:
      'Wordt een paar minuten bewogen, zodat er niets vast gaat zitten: het stond een week stil.',
    thermometer_stuck:
      'De thermometer meldt steeds hetzelfde terwijl de kamer wordt verwarmd: er wordt de helft van elk uur verwarmd.',
    minimum_on: 'Is net begonnen en houdt de minimale tijd aan.',
    minimum_off: 'Is net gestopt.',
    auto_hold:
      'Verwarmen en koelen wisselen elkaar niet meteen af: zojuist kreeg de kamer het omgekeerde.',
    open_window: 'Er lijkt een raam open te staan: verwarmen wacht even.',
    too_humid: 'De lucht is zo vochtig dat koelen condens zou geven.',
    circuit_heats:
      'Het watercircuit verwarmt: andere kamers hebben de warmte harder nodig dan deze de kou.',
    circuit_cools:
      'Het watercircuit koelt: andere kamers hebben de kou harder nodig dan deze de warmte.',
    changeover_hold: 'Het watercircuit is kort geleden omgezet en gaat nog niet terug.',
    changeover_need:
      'Het watercircuit wordt omgezet zodra de kamer een halve graad tekortkomt, of langere tijd minder.',
    hot_water_first: 'De boiler is aan de beurt.',
    no_demand: 'Niemand vraagt warmte of kou.',
    minimum_run: 'De compressor is net gestart en draait zijn minimale tijd.',
    compressor_rest: 'De compressor rust voor de volgende start.',
    stored_first:
      'De kamers komen weinig tekort, en de voorraad volstaat: de compressor start als ze meer tekortkomen of de voorraad op is.',
    stored_meanwhile:
      'De compressor moet even stilstaan: intussen gaat rond wat in het water is opgeslagen.',
    starts_limit: 'De compressor is dit uur al vaak genoeg gestart.',
    changeover: 'De warmtebron stopt, zodat het watercircuit kan worden omgezet.',
    source_fault: 'De warmtebron meldt een storing.',
    flow_lost:
      'Het water stond stil terwijl de warmtebron draaide: hij staat stil en wordt later opnieuw geprobeerd.',
    heater_alone: 'De warmtebron meldt een storing: het elektrisch element verwarmt de kamers.',
    heater_added: 'Buiten is het zo koud dat het elektrisch element de warmtebron helpt.',
    buffer_charge: 'Het buffervat wordt geladen.',
    hot_water: 'De boiler wordt verwarmd.',
    power_limit: 'Door een vermogensgrens moet dit wachten; de vorstbeveiliging gaat door.',
    utility_block:
      'Het stroomnet vraagt te wachten; vorstbeveiliging en legionellapreventie gaan door.',
    appliance_watched: 'Het toestel beslist zelf: de hub kijkt alleen mee.',
    appliance_decides: 'Het toestel beslist zelf: de hub geeft alleen door wat hij graag wil.',
    level_lowered: 'Het toestel beslist zelf: het is niet zo ingesteld dat de hub meer kan doen.',
    appliance_released:
      'Het toestel beslist zelf: de hub kreeg te horen dat hij het moet loslaten.',
    appliance_unable: 'Dit kan het toestel niet worden opgedragen.',
    appliance_heats: 'Het toestel verwarmt uit zichzelf: koelen moet wachten.',
    appliance_cools: 'Het toestel koelt uit zichzelf: verwarmen moet wachten.',
    at_target: 'Het warme water is warm genoeg.',
    reheating: 'Het warme water is onder de ingestelde temperatuur gezakt.',
    below_floor: 'Het warme water is bijna op.',
    boost: 'Er is extra warm water gevraagd.',
    surplus: 'Er is energie over.',
    disinfection: 'De legionellapreventie loopt.',
    disinfection_backup: 'Het elektrisch element maakt de legionellapreventie af.',
    heater_helps: 'Het elektrisch element springt bij tot de warmtebron warm water kan maken.',
    hot_water_stalled:
      'De warmtebron heeft het warme water lang niet warmer gemaakt: hij hoeft minder te leveren, en later wordt het opnieuw geprobeerd.',
    house_turn: 'Het huis is aan de beurt, daarna gaat de boiler verder.',
    quiet_hours: 'Stille uren: warm water wacht tot ze voorbij zijn, tenzij het opraakt.',
    tank_unknown:
      'Geen actuele temperatuur van de boiler: die houdt zich aan zijn eigen thermostaat.',
    buffer_follows: 'Het buffervat werkt mee met het watercircuit.',
    buffer_idle: 'Het buffervat is niet nodig.',
    power_within: 'De warmtebron verbruikt minder dan de grens.',
    power_limited: 'De warmtebron kent de grens en houdt zich er zelf aan.',
    as_asked: 'Zoals gevraagd.',
    surplus_hold: 'De verhoogde stand houdt zijn minimale tijd aan.',
    block_hold: 'Een blokkering houdt haar minimale tijd aan.',
    block_limit: 'De blokkering heeft zo lang geduurd als ze mag.',
  },
  faults: faultSentences,
  quoted: (text) => `“${text}”`,
  notices: noticeSentences,
};
