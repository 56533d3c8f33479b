/** Puts the days, hours and few small words of other languages into English, where a text uses them. */

const DAY_WORDS: Readonly<Record<string, string>> = {
  Monday: "montag|lundi|lunes|lunedì|maandag|segunda-feira|poniedziałek",
  Tuesday: "dienstag|mardi|martes|martedì|dinsdag|terça-feira|wtorek",
  Wednesday: "mittwoch|mercredi|miércoles|miercoles|mercoledì|woensdag|quarta-feira|środa|środę",
  Thursday: "donnerstag|jeudi|jueves|giovedì|donderdag|quinta-feira|czwartek",
  Friday: "freitag|vendredi|viernes|venerdì|vrijdag|sexta-feira|piątek",
  Saturday: "samstag|samedi|sábado|zaterdag|sobota",
  Sunday: "sonntag|dimanche|domingo|zondag|niedziela",
  "day after tomorrow": "übermorgen|après-demain|pasado mañana|dopodomani|depois de amanhã|overmorgen|pojutrze",
  today: "heute|aujourd'hui|hoy|oggi|hoje|vandaag|dzisiaj|dziś",
  tomorrow: "demain|domani|amanhã|imorgon|jutro",
};

/** In Portuguese a day may lose its second half; then it is an ordinal too, and an hour must follow. */
const SHORT_DAYS: readonly (readonly [string, string])[] = [
  ["segunda", "Monday"],
  ["terça", "Tuesday"],
  ["quarta", "Wednesday"],
  ["quinta", "Thursday"],
  ["sexta", "Friday"],
];

// biome-ignore format: a list of words
const MONTH_WORDS: Readonly<Record<string, string>> = {
  January: "januar|janvier|enero|gennaio|janeiro|januari", February: "februar|février|febrero|febbraio|fevereiro|februari", March: "märz|mars|marzo|março|maart",
  April: "avril|abril|aprile", May: "mai|mayo|maggio|maio|mei", June: "juni|juin|junio|giugno|junho", July: "juli|juillet|julio|luglio|julho",
  August: "août|agosto|augustus", September: "septembre|septiembre|settembre|setembro", October: "oktober|octobre|octubre|ottobre|outubro",
  November: "novembre|noviembre|novembro", December: "dezember|décembre|diciembre|dicembre|dezembro",
};

const word = (words: string): RegExp => new RegExp(`(?<![\\p{L}'-])(?:${words})(?![\\p{L}-])`, "giu");
const DAYS = Object.entries(DAY_WORDS).map(([english, words]) => [word(words), english] as const);
const MONTHS = Object.entries(MONTH_WORDS).map(
  ([english, words]) =>
    [new RegExp(`(?<=\\d(?:\\.|º|°|er)?(?: de| di)? )(?:de )?(?:${words})(?![\\p{L}])`, "giu"), english] as const,
);
const ANY_DAY = new RegExp(
  `(?<![\\p{L}'-])(?:${Object.values(DAY_WORDS).join("|")}|mañana|morgen|(?:segunda|terça|quarta|quinta|sexta)(?= (?:às|as |a las|\\d)))(?![\\p{L}])|\\d ?uhr\\b|\\d\\. ?runde\\b|entrevista|entretien|colloquio|erinner\\w* mich|recu[eé]rdame|rappelle[- ]moi|lembra[- ]me|me lembra|ricordami|\\ba las \\d|\\bàs \\d|\\balle \\d|\\d{1,2} de \\p{L}+ (?:a las|às)`,
  "iu",
);

const N = "(?:\\d{1,2}(?:[:.h]\\d\\d)?)";
const COMING = /prochain|qui vient|que viene|que vem|prossimo|próximo/i;
const NEXT_DAY =
  /(?<!\p{L})(?:(?:le |el |o |la )?\p{L}+) (?:prochain|qui vient|que viene|que vem|prossimo|próximo)(?!\p{L})/giu;

/** In this order; only in texts that name a day or an hour in another language. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  // Which week "nächsten Freitag" is, people do not agree on: it fixes no day.
  [
    /(?<!\p{L})(?:nächste[nrsm]?|kommende[nrsm]?|próxim[oa]|prossim[oa]|volgende|aanstaande)(?: semana| woche| settimana| week)? (?=\p{L})(?:\p{L}+)/giu,
    "sometime next week",
  ],
  [
    /(?<!\p{L})(?:erinnere? mich|recu[eé]rdame|rappelle[- ]moi|lembra[- ]me|me lembr[ae]|ricordami)(?: bitte)?(?!\p{L})/giu,
    "remind me",
  ],
  [/(?<=\d ?)(?:stunden?|horas?|heures?|ore|ora|uur)(?= (?:vor|vorher|antes|avant|prima|davor))/giu, "hours"],
  [/(?<=\d ?)(?:minuten?|minutos?|minuti)(?= (?:vor|vorher|antes|avant|prima|davor))/giu, "minutes"],
  [/(?<=\d ?)(?:tage?|d[ií]as?|jours?|giorn[oi])(?= (?:vor|vorher|antes|avant|prima|davor))/giu, "days"],
  [/(?<!\p{L})(?:vorher|vor|davor|antes(?: de)?|avant|prima(?: di)?)(?!\p{L})(?: an(?= ))?/giu, "before"],
  [/(\d)\. ?runde(?!\p{L})/giu, "round $1"],
  [/(?<!\p{L})(?:à |zu )?(?:midi|mittags?|mezzogiorno|mediodía|meio[- ]dia)(?!\p{L})/giu, "at noon"],
  // German "halb drei" is half an hour before three.
  [/(?<!\p{L})halb (eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\d{1,2})(?!\p{L})/giu, "HALF $1"],
  [/(?<!\p{L})viertel nach (\d{1,2})(?!\d)/giu, "$1:15"],
  [/(?:de|por|da|pela|di|della|del|nel) (?:la )?(?:mañana|manhã|mattina|mattino)(?!\p{L})/giu, "in the morning"],
  [
    /(?:de|por|da|à|pela) (?:la )?tarde(?!\p{L})|(?:del|nel) pomeriggio|de l'après-midi|(?:am )?nachmittags?(?!\p{L})|'s middags/giu,
    "in the afternoon",
  ],
  [
    /(?:de|por|da|à|pela) (?:la )?(?:noche|noite)(?!\p{L})|(?:di|alla) sera(?!\p{L})|du soir(?!\p{L})|(?:am )?abends?(?!\p{L})|'s avonds/giu,
    "in the evening",
  ],
  [
    /(?<!\p{L})(?:du|le) matin(?!\p{L})|(?<!\p{L})(?:am (?:morgen|vormittag)|vormittags|morgens)(?!\p{L})|'s ochtends/giu,
    "in the morning",
  ],
  [/(?<!\p{L})morgen früh(?!\p{L})/giu, "tomorrow morning"],
  [/(?<!\p{L})guten morgen(?!\p{L})/giu, "good day"],
  [/(?<!\p{L})(?:morgen|mañana)(?!\p{L})/giu, "tomorrow"],
  [
    new RegExp(
      `(?<!\\p{L})(?:a las|a la|às|as|alle|all'|à|um|om|gegen|ore|vers|sobre las) (${N})(?: ?(?:uhr|uur|heures?|horas?|ore|h))?(?![\\d:.h])`,
      "giu",
    ),
    "at $1",
  ],
  [new RegExp(`(${N}) ?(?:uhr|uur)(?!\\p{L})`, "giu"), "$1"],
  [
    /(?<!\p{L})(?:am|el|le|la|il|na|no|op|den|dem|per|pra|para|auf) (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d|next |tomorrow)/gu,
    "on ",
  ],
  [
    /(?<!\p{L})(?:entrevista|entretien|colloquio|vorstellungsgespräch|bewerbungsgespräch|gespräch|sollicitatiegesprek|gesprek|rozmowa)(?!\p{L})/giu,
    "interview",
  ],
  [
    /(?<!\p{L})(?:visio(?:conférence)?|videollamada|videochiamata|videochamada|videogespräch)(?!\p{L})/giu,
    "video call",
  ],
  [/(?<!\p{L})(?:con|com|mit(?! freundl)|bei|chez|avec|met|bij|presso) (?:[ao] (?=\p{L}))?/giu, "with "],
  [/(?<!\p{L})(?:por|per|via|über|par) (?=zoom|teams|meet|video|skype|google)/giu, "on "],
  [
    /(?<!\p{L})(?:verschoben|adiad[ao]|remarcad[ao]|reporté|décalé|aplazad[ao]|spostat[ao]|rinviat[ao]|verplaatst)(?!\p{L})(?: (?:para|pra|à|al|a|auf|naar|au))?/giu,
    "moved to",
  ],
  [/(?<!\p{L})(?:abgesagt|cancelad[ao]|annulé|annullat[ao]|geannuleerd|desmarcad[ao])(?!\p{L})/giu, "cancelled"],
];
/** Dutch "half drie" and "half 3" are half past two. */
const DUTCH =
  /(?<!\p{L})(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|vandaag|morgen|overmorgen)(?!\p{L})/iu;
const DUTCH_HALF =
  /(?<!\p{L})half (een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d{1,2})(?!\p{L}|\d)/giu;
const DUTCH_HOURS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
const HOURS = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];

const halfBefore = (hour: string): string => {
  const index = Math.max(HOURS.indexOf(hour.toLowerCase()), DUTCH_HOURS.indexOf(hour.toLowerCase())) + 1;
  const number = index > 0 ? index : Number(hour);
  return number >= 1 && number <= 12 ? `at ${number === 1 ? 12 : number - 1}:30` : hour;
};

/** The text with those words in English; lines without a day or an hour in another language stay as they are. */
export const inEnglish = (text: string): string =>
  text
    .split("\n")
    .map((line) => (ANY_DAY.test(line) ? lineInEnglish(line) : line))
    .join("\n");

function lineInEnglish(text: string): string {
  let out = DUTCH.test(text) ? text.replace(DUTCH_HALF, "HALF $1") : text;
  for (const [pattern, english] of DAYS) out = out.replace(pattern, english);
  for (const [short, english] of SHORT_DAYS) {
    out = out.replace(new RegExp(`(?<!\\p{L})${short}(?=,? (?:às |as |a las |pela |de |\\d))`, "giu"), english);
  }
  for (const [pattern, english] of MONTHS) out = out.replace(pattern, english);
  for (const [pattern, english] of PHRASES) out = out.replace(pattern, english);
  if (COMING.test(out)) out = out.replace(NEXT_DAY, "sometime next week");
  return out.replace(/HALF (\S+)/g, (_, hour: string) => halfBefore(hour));
}
