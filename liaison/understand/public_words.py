"""The words that an adjective of a country must stand beside to speak of the State or its people.

"French authorities" speaks of France; "written in French" does not.
"""

_WORDS = {
    "en": (
        "activist activists advocate advocates airport airstrike airstrikes ambassador appeal",
        "appeals army asylum attorney authorities blogger bloggers border born cabinet capital",
        "city citizen citizens city civil civilian civilians coast coastguard company congress",
        "constitution constitutional consulate court courts criminal crown defender defenders",
        "delegation democracy detainee detainees detention diplomat dissident dissidents doctor",
        "elections embassy executive exile exiles family father federal film-maker forces foreign",
        "former girl girls government governments human immigration independence intelligence",
        "interior journalist journalists judge judges judicial judiciary jurisdiction justice",
        "king law lawmakers laws lawyer lawyers leader leaders legal legislation legislators",
        "man media men migrant migrants military minister ministers ministry mission mothers",
        "mother navy newspaper newspapers ngo ngos nobel national nationals officer officers",
        "official officials opposition parliament parliamentary passport penal people peoples",
        "police policeman political politician politicians population president presidential",
        "press prime prince prison prisoner prisoners prisons prosecution prosecutor prosecutors",
        "protesters protests province public radio refugee refugees regime region rights ruler",
        "rulers security senate society soil soldier soldiers state states statesman student",
        "students supreme teenager territories territory town towns trade troops union village",
        "villages villagers violence voters waters women woman worker workers writer writers",
    ),
    "fr": (
        "activiste activistes ambassade armée asile association associations autorité autorités",
        "avocat avocate avocates avocats blogueur blogueurs capitale citoyen citoyenne citoyennes",
        "citoyens civile code constitution coréenne cour défenseur défenseure défenseurs",
        "défenseuses demandeurs détenu détenus diplomatie dissident dissidents droit écrivain",
        "élections état étudiants femmes forces frontière gendarmerie gouvernement journaliste",
        "journalistes juge juges justice législation loi lois magistrats médias migrants militant",
        "militante militantes militants ministère ministre ministres ong opposant opposants",
        "opposition organisation organisations parlement parquet peuple police policiers",
        "politique population presse président présidente prison prisonniers prisons procureur",
        "réfugiés régime ressortissant ressortissante ressortissants république sécurité services",
        "société sol soldats syndicaliste syndicalistes territoire tribunal tribunaux ville",
    ),
    "es": (
        "activista activistas abogada abogadas abogado abogados asociación autoridad autoridades",
        "capital cárcel cárceles ciudad ciudadana ciudadanas ciudadano ciudadanos civil código",
        "congreso constitución corte defensor defensora defensoras defensores detenidos disidente",
        "disidentes ejército embajada escritor estado estudiantes fiscal fiscalía fronteras",
        "frontera fuerzas gobierno jueces juez justicia ley leyes legislación medios migrantes",
        "militar militares ministerio ministro mujeres ong oposición opositor opositores",
        "organización organizaciones parlamento periodista periodistas población policía",
        "política prensa presas presidente presidenta presos prisión prisiones pueblo refugiados",
        "régimen república seguridad sistema sociedad soldados suelo territorio tribunal",
        "tribunales",
    ),
    "pt": (
        "ativista ativistas activista activistas advogada advogadas advogado advogados associação",
        "autoridade autoridades cadeias capital cidadã cidadão cidadãos cidade civil código",
        "congresso constituição corte defensor defensora defensoras defensores detidos dissidente",
        "dissidentes embaixada escritor estado estudantes exército forças fronteira governo juiz",
        "juízes justiça lei leis legislação mídia media migrantes militar militares ministério",
        "ministro mulheres ong oposição organização organizações parlamento polícia política",
        "população povo presidente prisão prisões prisioneiros procurador refugiados regime",
        "segurança sociedade soldados solo território tribunal tribunais imprensa jornalista",
        "jornalistas",
    ),
    "ar": (
        "السلطات السلطة سلطات الحكومه حكومه القوات قوات الشرطه شرطه الامن المحكمه محكمه المحاكم",
        "القضاء النيابه الرئيس رئيس الوزير وزير وزاره الناشط ناشط الناشطه ناشطه الناشطين ناشطين",
        "الناشطون النشطاء نشطاء المحامي محامي محام المحاميه المحامين الصحفي صحفي الصحفيه الصحفيين",
        "الصحفيون الحقوقي حقوقي المدافع المدافعين المواطن مواطن المواطنين المواطنون الشعب الجيش",
        "البرلمان الدستور القانون النظام نظام الدوله المعارض معارض المعارضه المعتقل المعتقلين",
        "السجون سجون السجناء اللاجئين الجنسيه الاراضي الحدود السفاره المدون المجتمع المنظمات",
        "منظمات الجمعيات العاصمه المراه النساء الطلاب الكاتب كاتب",
    ),
}
_RUSSIAN = (  # the beginnings of words, which bend
    "автор активист арми адвокат блогер больниц борц верховн власт военн войск гражда граждан",
    "девушк депутат деятел диссидент женщин журналист законодательств закон заключенн заключённ",
    "защитн кгб колони конституци лидер милици министр министерств мвд народ независим нпо общест",
    "общественн омбудсмен оппозицион оппозици организаци орган осужденн осуждённ парламент",
    "писател погранич полиц полити полковник посольств правительств правозащит президент премьер",
    "пресс прокур режим республик сенат сил следоват следстви служб солдат спецслужб суд судеб",
    "судья судьи сми столиц студент территори тюрем тюрьм учител уголовн фсб чиновник эмигрант",
    "юрист кодекс границ беженц",
)
PUBLIC = {
    language: frozenset(word for line in lines for word in line.split(" "))
    for language, lines in _WORDS.items()
}
_RUSSIAN_BEGINNINGS = tuple(word for line in _RUSSIAN for word in line.split(" "))


def speaks_of_the_state(language: str, before: str, after: str) -> bool:
    """Whether one of the folded words beside an adjective makes it speak of State or people.

    English and Russian put the adjective first, the others put it last; both sides are looked at
    where either order occurs.
    """
    if language == "ru":
        return after.lower().startswith(_RUSSIAN_BEGINNINGS)
    public = PUBLIC.get(language, frozenset())
    if language == "en":
        return after.lower() in public
    return before.lower() in public or after.lower() in public
