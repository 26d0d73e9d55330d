"""Small words that tell where a row of capitalised words is no name, or goes on."""

from collections.abc import Iterable


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _of_languages(lines: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for language, line in lines:
        found[language] = found.get(language, frozenset()) | _words(line)
    return found


# Written small within names.
PARTICLES = _words(
    "al el ul ad as ar ash de da do dos das del della di du la le van von der den ter bin ben bint",
    "ibn abu ould y e san santa",
)
# What sentences begin with and no name does, by language.
OPENING = _of_languages(
    (
        ("en", "the a an in on at of for from by to with as after before when while since during"),
        ("en", "until and but or if this that these those it its he she they we his her their our"),
        ("en", "i you there here what who why how where which one two three four five some many"),
        ("en", "most all both each every no not yet now then also however meanwhile although"),
        ("en", "though because despite among under over between last next first second today"),
        (
            "en",
            "yesterday tomorrow later earlier other another such only even so is was are were be",
        ),
        (
            "en",
            "been has have had do did does will would could should might must can according than",
        ),
        ("fr", "le la les l un une des du de dans sur à au aux en et mais ou il elle ils elles ce"),
        (
            "fr",
            "cette ces son sa ses leur leurs nous vous je qui que quand selon après avant depuis",
        ),
        ("fr", "pour par avec sans"),
        (
            "es",
            "el la los las un una unos de del en y o pero según después antes desde para por con",
        ),
        ("es", "sin su sus este esta estos estas al"),
        (
            "pt",
            "o a os as um uma de do da dos das em no na e mas segundo depois antes desde para por",
        ),
        ("pt", "com sem seu sua"),
        ("ru", "в на с по из за к от до для и а но как что это он она они его её их мы вы я кто"),
        ("ru", "когда где после перед при под над без о об у во со же бы не ни так также однако"),
        ("ru", "между согласно"),
    )
)
# Openings that are names as well: a capital within a sentence says that one is.
ALSO_NAMES = _words("he so an do can may will in no her su ye than win one la le de al")
NEVER_FIRST = _words("in")  # of those: In Zembla, but Kim In-ho
# Titles that are surnames as well, where a given name stands before them.
ALSO_SURNAMES = _words("king prince bishop priest judge major pope")
CALENDAR = _words(
    "january february march april may june july august september october november december jan feb",
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday",
    "sunday janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes",
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro",
)
FAMILY = _words("son daughter fils fille hijo hija filho filha сын дочь ابن بنت")
PASSIVE = _words(
    "was were been is are being who fue fueron ha han été est sont foi foram был была были"
)
PRONOUNS = _words("he she they his her him their il elle él ella ele ela он она его её")
# Words that open what befalls a name as a passive does: "X, who had her home searched".
UNDERGOING = _words("has have had who qui quien который которая")
# Words that follow a deed told without its object: "disappeared in May".
WITHOUT_OBJECT = _words(
    "in on at after from by during while when as under outside near and or for with en sur à après",
    "par el tras por em após no na в на после от",
)
# Before whom a deed is done by, after whom a relative clause begins.
BY = _words("by par por")
WHO = _words("who whom whose qui quien quienes который которая которые")
# Words between a deed and a name that say the deed was not done to it.
BARRED = _words("by that and said par por et que и что")
# Words that stand before places, institutions and things rather than before people.
BEFORE_PLACES = _words(
    "in at near across outside around into the this these a an à en dans le la les el los em no na",
    "в на",
)
# Who often speaks for a victim.
LAWYERS = _words(
    "lawyer lawyers attorney attorneys barrister advocate counsel solicitor avocat avocate avocats",
    "abogado abogada abogados advogado advogada advogados адвокат адвоката адвокаты",
)
ARABIC_JOINTS = _words("بن ابن بنت ابو ابي ام عبد ال ولد")
ARABIC_SMALL = _words(
    "في من علي الي عن مع التي الذي الذين بعد قبل منذ ان قد كان كانت يكون هذا هذه ذلك",
    "خلال بسبب بتهمه امام لدي ضد حتي عند عندما حيث كما لكن او اما ثم بين تحت فوق دون غير كل",
    "بعض جميع احد هو هي هم انه انها وهو وهي لم لن لا ما يوم امس اليوم صباح مساء عام سنه شهر وقد",
    "وكان وكانت بان فيما لان وذلك وفي ومن وعن وعلي والتي والذي تم يتم جرى بحق لمده",
)
